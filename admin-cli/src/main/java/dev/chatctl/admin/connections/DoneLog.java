package dev.chatctl.admin.connections;

import dev.chatctl.cli.CliException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/** The ids a broadcast is done with, kept so that a second run can go on where this one ended. */
final class DoneLog implements AutoCloseable {
  private final Writer out;

  private DoneLog(Writer out) {
    this.out = out;
  }

  static DoneLog of(Optional<Path> file) {
    if (file.isEmpty()) {
      return new DoneLog(Writer.nullWriter());
    }
    try {
      return new DoneLog(
          Files.newBufferedWriter(
              file.get(), StandardOpenOption.CREATE, StandardOpenOption.APPEND));
    } catch (IOException e) {
      throw CliException.usage(
          "--resume: " + file.get() + " cannot be written: " + e.getMessage(), "name another file");
    }
  }

  void add(Outcome outcome) {
    if (outcome.kind() != Outcome.Kind.FAILED) {
      try {
        out.write(outcome.connectionId() + "\n");
        out.flush(); // the JVM may not get to close it
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  @Override
  public void close() {
    try {
      out.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
