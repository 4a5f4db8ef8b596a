package dev.chatctl.loadtest.compare;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a process and its children use.
 *
 * @param cpuMicros CPU time so far, in the kernel and outside of it
 * @param residentBytes memory in RAM
 */
record ProcessTree(long cpuMicros, long residentBytes) {
  /** The kernel counts CPU time in hundredths of a second (USER_HZ). */
  private static final long MICROS_PER_TICK = 10_000;

  static ProcessTree of(Process process) throws IOException {
    long micros = 0;
    long bytes = 0;
    List<Long> pids =
        Stream.concat(Stream.of(process.toHandle()), process.descendants())
            .map(ProcessHandle::pid)
            .toList();
    for (long pid : pids) {
      Path folder = Path.of("/proc", String.valueOf(pid));
      // The name in the second field may hold blanks; what follows it does not.
      String stat = Files.readString(folder.resolve("stat")).replaceFirst("^.*\\) ", "");
      List<String> fields = List.of(stat.split(" ", -1));
      micros += (Long.parseLong(fields.get(11)) + Long.parseLong(fields.get(12))) * MICROS_PER_TICK;
      for (String line : Files.readAllLines(folder.resolve("status"))) {
        if (line.startsWith("VmRSS:")) {
          bytes += Long.parseLong(line.replaceAll("\\D", "")) * 1024;
        }
      }
    }
    return new ProcessTree(micros, bytes);
  }
}
