package dev.chatctl.loadtest.stats;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Memory that this process has in RAM: heap, buffers, threads, code. */
final class ResidentMemory {
  private static final Path STATUS = Path.of("/proc/self/status");
  private static final Pattern ROW = Pattern.compile("^VmRSS:\\s+(\\d+) kB");

  private ResidentMemory() {}

  /** Now; 0 where the system does not tell. */
  static long bytes() {
    try {
      return parse(Files.readAllLines(STATUS));
    } catch (IOException e) {
      return 0;
    }
  }

  static long parse(List<String> lines) {
    return lines.stream()
        .map(ROW::matcher)
        .filter(Matcher::find)
        .mapToLong(row -> Long.parseLong(row.group(1)) * 1024)
        .findFirst()
        .orElse(0);
  }
}
