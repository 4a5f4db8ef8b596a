package dev.chatctl.admin.connections;

import dev.chatctl.cli.output.Column;
import dev.chatctl.cli.output.View;
import dev.chatctl.core.census.ConnectionRow;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A connection as listed.
 *
 * @param liveness empty when {@code @connections} was not asked
 */
record Listed(ConnectionRow row, Optional<Liveness> liveness) {
  private static final List<Column<Listed>> ROW =
      List.of(
          Column.of("connection_id", listed -> listed.row().connectionId()),
          Column.of("room", listed -> listed.row().room()),
          Column.of("name", listed -> listed.row().name()),
          Column.of("user", listed -> listed.row().user().orElse(null)),
          Column.of("source_ip", listed -> listed.row().sourceIp()),
          Column.of("connected_at", listed -> listed.row().connectedAt().orElse(null)),
          Column.wide("dialect", listed -> listed.row().dialect()),
          Column.wide("shard", listed -> (long) listed.row().shard()));

  private static final Column<Listed> UNREADABLE =
      Column.of("unreadable", listed -> listed.row().unreadable());

  private static final List<Column<Listed>> LIVENESS =
      List.of(
          Column.of("state", listed -> listed.liveness().map(Liveness::state).orElse(null)),
          Column.of(
              "last_active_at",
              listed -> listed.liveness().flatMap(Liveness::lastActiveAt).orElse(null)),
          Column.wide(
              "user_agent", listed -> listed.liveness().flatMap(Liveness::userAgent).orElse(null)));

  static Listed of(ConnectionRow row) {
    return new Listed(row, Optional.empty());
  }

  /** Rows of a table of ours as they are. */
  static View<Listed> view() {
    return view(false, false);
  }

  /**
   * Rows of the table.
   *
   * @param verified with what {@code @connections} says of each
   * @param described with what cannot be read of each, since the table is not ours
   */
  static View<Listed> view(boolean verified, boolean described) {
    var columns = new ArrayList<>(ROW);
    if (described) {
      columns.add(UNREADABLE);
    }
    if (verified) {
      columns.addAll(LIVENESS);
    }
    return View.<Listed>of("connection", listed -> listed.row().connectionId(), columns)
        .emphasizing(listed -> listed.isGone() ? View.Emphasis.NOTABLE : View.Emphasis.NONE);
  }

  /** Whether it says which connection it is of; without that nothing can be done to it. */
  boolean hasId() {
    return !row.connectionId().isEmpty();
  }

  boolean isGone() {
    return liveness.map(Liveness::state).equals(Optional.of(Liveness.State.GONE));
  }

  /** As a question shows it. */
  String sentence() {
    return "%s  %s in %s, from %s, since %s"
        .formatted(
            row.connectionId(),
            row.name(),
            row.room(),
            row.sourceIp(),
            row.connectedAt().map(Instant::toString).orElse("an unknown time"));
  }
}
