package dev.chatctl.admin.connections;

import dev.chatctl.cli.CliException;
import dev.chatctl.core.census.ConnectionRow;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;

/** The orders {@code list} knows. */
final class Sorting {
  private static final Map<String, Comparator<Listed>> ORDERS = orders();

  private Sorting() {}

  static Comparator<Listed> by(String key, boolean reversed) {
    Comparator<Listed> order = ORDERS.get(key);
    if (order == null) {
      throw CliException.usage(
          "--sort: " + key + " (expected: one of " + String.join(", ", ORDERS.keySet()) + ")",
          "-R turns an order round");
    }
    return reversed ? order.reversed() : order;
  }

  private static Map<String, Comparator<Listed>> orders() {
    var orders = new LinkedHashMap<String, Comparator<Listed>>();
    orders.put("age", by(Comparator.comparing(ConnectionRow::since)));
    orders.put("connected_at", by(Comparator.comparing(ConnectionRow::since)));
    orders.put("name", by(Comparator.comparing(ConnectionRow::name)));
    orders.put("room", by(Comparator.comparing(ConnectionRow::room)));
    orders.put("source_ip", by(Comparator.comparing(ConnectionRow::sourceIp)));
    orders.put("connection_id", by(Comparator.comparing(ConnectionRow::connectionId)));
    return orders;
  }

  // The id last, so that equal rows have the same order every time.
  private static Comparator<Listed> by(Comparator<ConnectionRow> order) {
    return Comparator.comparing(Listed::row, order.thenComparing(ConnectionRow::connectionId));
  }
}
