package dev.chatctl.admin.chat;

import dev.chatctl.cli.Invocation;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Lines of standard input, answered on standard output. */
final class PipedLines implements Lines {
  private final Invocation invocation;
  private final BufferedReader in;

  PipedLines(Invocation invocation) {
    this.invocation = invocation;
    this.in =
        new BufferedReader(
            new InputStreamReader(invocation.surroundings().in(), StandardCharsets.UTF_8));
  }

  @Override
  public @Nullable String next() {
    try {
      return in.readLine();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
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
