package dev.chatctl.admin.connections;

import dev.chatctl.cli.output.Column;
import dev.chatctl.cli.output.View;
import dev.chatctl.core.census.ConnectionRow;
import dev.chatctl.core.census.SessionRow;
import dev.chatctl.core.census.SessionRow.End;
import dev.chatctl.core.settings.SourceIps;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One connection as each side knows it.
 *
 * @param row its row in the list of active connections
 * @param session its row in the session history
 */
record Inspection(
    String connectionId,
    Optional<ConnectionRow> row,
    Optional<SessionRow> session,
    Liveness liveness) {

  // The gateway stamps a connection some milliseconds before the handler stores it.
  private static final Duration CLOCK_TOLERANCE = Duration.ofSeconds(2);

  private static final List<Column<Inspection>> COLUMNS =
      List.of(
          Column.of("connection_id", Inspection::connectionId),
          Column.of("state", i -> i.liveness().state()),
          Column.of("listed", i -> i.row().isPresent()),
          Column.of("room", i -> i.known(ConnectionRow::room)),
          Column.of("name", i -> i.known(ConnectionRow::name)),
          Column.of("user", i -> i.known(row -> row.user().orElse(null))),
          Column.of("dialect", i -> i.known(ConnectionRow::dialect)),
          Column.of("source_ip", i -> i.known(ConnectionRow::sourceIp)),
          Column.of("connected_at", i -> i.known(row -> row.connectedAt().orElse(null))),
          Column.of("gateway_source_ip", i -> i.liveness().sourceIp().orElse(null)),
          Column.of("gateway_connected_at", i -> i.liveness().connectedAt().orElse(null)),
          Column.of("last_active_at", i -> i.liveness().lastActiveAt().orElse(null)),
          Column.of("user_agent", i -> i.liveness().userAgent().orElse(null)),
          Column.of("disconnected_at", i -> i.end().map(End::at).orElse(null)),
          Column.of("close_code", i -> i.closeCode()),
          Column.of("close_reason", i -> i.end().flatMap(End::closeReason).orElse(null)),
          Column.of("drift", Inspection::drift));

  /** Of a chat of ours, or with what cannot be read of it. */
  static View<Inspection> view(boolean described) {
    var columns = new ArrayList<>(COLUMNS);
    if (described) {
      columns.add(Column.of("unreadable", Inspection::unreadable));
    }
    return View.of("connection-detail", Inspection::connectionId, columns);
  }

  private List<String> unreadable() {
    return Stream.concat(row.stream(), session.map(SessionRow::connection).stream())
        .flatMap(known -> known.unreadable().stream())
        .distinct()
        .toList();
  }

  /** Where the two sides disagree. */
  List<String> drift() {
    var drift = new ArrayList<String>();
    boolean live = liveness.state() == Liveness.State.LIVE;
    if (row.isPresent() && !live) {
      drift.add("listed but gone");
    }
    if (row.isEmpty() && live) {
      drift.add("live but not listed");
    }
    session
        .map(known -> known.connection().sourceIp())
        .filter(
            ip -> live && liveness.sourceIp().filter(other -> !sameNetwork(ip, other)).isPresent())
        .ifPresent(ip -> drift.add("source_ip differs"));
    session
        .flatMap(known -> known.connection().connectedAt())
        .filter(at -> live && liveness.connectedAt().filter(other -> apart(at, other)).isPresent())
        .ifPresent(at -> drift.add("connected_at differs"));
    return drift;
  }

  // The tables keep all of an address, or its network with zeros in place of the rest, or nothing.
  static boolean sameNetwork(String kept, String seen) {
    return kept.isEmpty()
        || Network.isSame(kept, seen)
        || Network.isSame(kept, SourceIps.TRUNCATED.apply(seen));
  }

  private static boolean apart(Instant one, Instant other) {
    return Duration.between(one, other).abs().compareTo(CLOCK_TOLERANCE) > 0;
  }

  private Optional<End> end() {
    return session.flatMap(SessionRow::end);
  }

  private @Nullable Object known(Function<ConnectionRow, @Nullable Object> field) {
    return session.map(SessionRow::connection).or(() -> row).map(field).orElse(null);
  }

  private @Nullable Object closeCode() {
    OptionalLong code = end().map(End::closeCode).orElse(OptionalLong.empty());
    return code.isPresent() ? code.getAsLong() : null;
  }
}
