package dev.chatctl.loadtest.report;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Tables of numbers and plain words: nothing in them needs quoting. */
final class Csv {
  private Csv() {}

  static void write(Path file, String header, Stream<List<?>> rows) throws IOException {
    try (BufferedWriter out = Files.newBufferedWriter(file)) {
      out.write(header + "\n");
      for (var row : (Iterable<List<?>>) rows::iterator) {
        out.write(row.stream().map(String::valueOf).collect(Collectors.joining(",")) + "\n");
      }
    }
  }

  /** The cells of all rows below the header. */
  static List<List<String>> read(Path file, String header) throws IOException {
    List<String> lines = Files.readAllLines(file);
    if (lines.isEmpty() || !lines.getFirst().equals(header)) {
      throw new IOException(file + ": not a table of this version (expected: " + header + ")");
    }
    return lines.stream().skip(1).map(line -> Arrays.asList(line.split(",", -1))).toList();
  }
}
