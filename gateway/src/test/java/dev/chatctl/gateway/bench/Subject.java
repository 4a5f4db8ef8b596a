package dev.chatctl.gateway.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A running server to measure. It answers {@code ping} with {@code pong} and {@code whoami} with
 * the connection's id.
 *
 * @param socketPath where clients connect
 * @param stagePath what comes before {@code /@connections}; may be empty
 */
record Subject(String name, int port, String socketPath, String stagePath, long pid) {
  private static final Pattern RESIDENT = Pattern.compile("VmRSS:\\s+(\\d+) kB");

  String postPath(String connectionId) {
    return stagePath + "/@connections/" + connectionId.replace("=", "%3D").replace("/", "%2F");
  }

  /** Bytes of memory that the process holds, whatever for. */
  long residentBytes() throws IOException {
    Matcher resident = RESIDENT.matcher(Files.readString(Path.of("/proc/" + pid + "/status")));
    if (!resident.find()) {
      throw new IOException("process " + pid + ": not running");
    }
    return Long.parseLong(resident.group(1)) * 1024;
  }
}
