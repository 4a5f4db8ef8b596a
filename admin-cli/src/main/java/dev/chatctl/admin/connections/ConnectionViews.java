package dev.chatctl.admin.connections;

import dev.chatctl.cli.output.Column;
import dev.chatctl.cli.output.View;
import java.util.ArrayList;
import java.util.List;

/** How connections look. */
final class ConnectionViews {
  private static final List<Column<Listed>> ROW =
      List.of(
          Column.of("connection_id", listed -> listed.row().connectionId()),
          Column.of("room", listed -> listed.row().room()),
          Column.of("name", listed -> listed.row().name()),
          Column.of("source_ip", listed -> listed.row().sourceIp()),
          Column.of("connected_at", listed -> listed.row().connectedAt()),
          Column.wide("dialect", listed -> listed.row().dialect()),
          Column.wide("shard", listed -> (long) listed.row().shard()));

  private static final List<Column<Listed>> LIVENESS =
      List.of(
          Column.of("state", listed -> listed.liveness().map(Liveness::state).orElse(null)),
          Column.of(
              "last_active_at",
              listed -> listed.liveness().flatMap(Liveness::lastActiveAt).orElse(null)),
          Column.wide(
              "user_agent", listed -> listed.liveness().flatMap(Liveness::userAgent).orElse(null)));

  private ConnectionViews() {}

  /** Rows of the table, and what {@code @connections} says of each if it was asked. */
  static View<Listed> listed(boolean verified) {
    var columns = new ArrayList<>(ROW);
    if (verified) {
      columns.addAll(LIVENESS);
    }
    return View.<Listed>of("connection", listed -> listed.row().connectionId(), columns)
        .emphasizing(listed -> listed.isGone() ? View.Emphasis.NOTABLE : View.Emphasis.NONE);
  }
}
