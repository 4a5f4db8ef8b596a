package dev.chatctl.admin.chat;

import dev.chatctl.cli.Invocation;
import java.util.ArrayDeque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Lines given on the command line. */
final class FixedLines implements Lines {
  private final Invocation invocation;
  private final ArrayDeque<String> lines;

  FixedLines(Invocation invocation, List<String> lines) {
    this.invocation = invocation;
    this.lines = new ArrayDeque<>(lines);
  }

  @Override
  public @Nullable String next() {
    return lines.poll();
  }

  @Override
  public void show(String line) {
    invocation.out().line(line);
    invocation.out().flush();
  }

  @Override
  public void close() {
    invocation.out().flush();
  }
}
