package dev.chatctl.admin.connections;

import dev.chatctl.cli.CliException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Connection ids, one a line. */
final class Ids {
  private Ids() {}

  static List<String> read(InputStream in) {
    return new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))
        .lines()
        .map(String::strip)
        .filter(line -> !line.isEmpty())
        .toList();
  }

  /** The ids in a file; none if there is no such file yet. */
  static Set<String> read(Path file) {
    try {
      return new HashSet<>(Files.readAllLines(file));
    } catch (NoSuchFileException e) {
      return Set.of();
    } catch (IOException e) {
      throw CliException.usage(
          "--resume: " + file + " cannot be read: " + e.getMessage(), "name another file");
    }
  }
}
