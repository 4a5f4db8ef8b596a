package dev.chatctl.admin.connections;

import dev.chatctl.cli.CliException;
import dev.chatctl.cli.Failures;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** The ids a broadcast is done with, kept so that a second run can go on where this one ended. */
final class DoneLog implements AutoCloseable {
  /** Four million ids. */
  private static final long LARGEST = 64 << 20;

  private final Writer out;

  private DoneLog(Writer out) {
    this.out = out;
  }

  /** What an earlier run was done with; nothing if there is no such file yet. */
  static Set<String> read(Path file) {
    try {
      if ((Files.exists(file) && !Files.isRegularFile(file)) || Files.size(file) > LARGEST) {
        throw CliException.usage(
            "--resume: %s (expected: a regular file of <= %,d bytes)".formatted(file, LARGEST),
            "name another file");
      }
      return new HashSet<>(Files.readAllLines(file));
    } catch (NoSuchFileException e) {
      return Set.of();
    } catch (IOException e) {
      throw CliException.usage(
          "--resume: " + file + " cannot be read: " + Failures.reason(e), "name another file");
    }
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
          "--resume: " + file.get() + " cannot be written: " + Failures.reason(e),
          "name another file");
    }
  }

  void add(ConnectionResult outcome) {
    if (outcome.kind() != ConnectionResult.Kind.FAILED) {
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
