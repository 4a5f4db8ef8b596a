package dev.chatctl.admin.chat;

import dev.chatctl.cli.Invocation;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Lines that nobody edits, answered on standard output. */
record PrintedLines(Invocation invocation, Supplier<@Nullable String> lines) implements Lines {
  /** Those of standard input. */
  static PrintedLines piped(Invocation invocation) {
    var in =
        new BufferedReader(
            new InputStreamReader(invocation.surroundings().in(), StandardCharsets.UTF_8));
    return new PrintedLines(
        invocation,
        () -> {
          try {
            return in.readLine();
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
  }

  /** Those given on the command line. */
  static PrintedLines given(Invocation invocation, List<String> texts) {
    return new PrintedLines(invocation, new ArrayDeque<>(texts)::poll);
  }

  @Override
  public @Nullable String next() {
    return lines.get();
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
