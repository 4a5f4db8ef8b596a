package dev.chatctl.admin.connections;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/** What is true of all chosen connections, also of those that {@code --top} leaves out. */
final class Totals {
  private final Map<String, Long> rooms = new TreeMap<>();
  private long total;
  private long gone;

  void add(Listed listed) {
    total++;
    gone += listed.isGone() ? 1 : 0;
    rooms.merge(listed.row().room(), 1L, Long::sum);
  }

  long total() {
    return total;
  }

  Map<String, Object> document(boolean verified) {
    var document = new LinkedHashMap<String, Object>();
    document.put("total", total);
    if (verified) {
      document.put("gone", gone);
    }
    document.put("by_room", rooms);
    return document;
  }

  String sentence() {
    return "%,d %s in %,d %s%s"
        .formatted(
            total,
            total == 1 ? "connection" : "connections",
            rooms.size(),
            rooms.size() == 1 ? "room" : "rooms",
            gone == 0 ? "" : ", %,d of them gone (chatctl prune removes them)".formatted(gone));
  }
}
