package dev.chatctl.admin.connections;

import dev.chatctl.core.census.ConnectionRow;
import java.util.List;

/** Connections as a question shows them. */
final class Previews {
  private Previews() {}

  static List<String> of(List<Listed> chosen) {
    return chosen.stream().map(Listed::row).map(Previews::line).toList();
  }

  private static String line(ConnectionRow row) {
    return "%s  %s in %s, from %s, since %s"
        .formatted(row.connectionId(), row.name(), row.room(), row.sourceIp(), row.connectedAt());
  }
}
