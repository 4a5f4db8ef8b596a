package dev.chatctl.core.room;

import dev.chatctl.core.json.Timestamps;
import dev.chatctl.core.message.Role;
import dev.chatctl.core.table.Row;
import dev.chatctl.core.table.Tables;
import dev.chatctl.core.table.Tables.Expression;
import dev.chatctl.core.table.Tables.Get;
import dev.chatctl.core.table.Tables.Put;
import dev.chatctl.core.table.Tables.Update;
import dev.chatctl.core.table.Tables.Written;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * The session_history table: one row for each connection there ever was, until it expires. Whoever
 * closes one gives back what the connection held.
 *
 * @param retention for how long after it connected
 */
record Sessions(Tables tables, String table, Duration retention, Holdings holdings) {
  private static final String GONE = "gone";
  private static final String EXISTS = "attribute_exists(connection_id)";

  CompletableFuture<Written> open(Arrival arrival, int shard) {
    User user = arrival.user();
    return tables.put(
        new Put(
            table,
            key(arrival.connectionId())
                .with("room", arrival.room())
                .with("shard", shard)
                .with("name", user.name())
                .with("dialect", arrival.dialect())
                .with("source_ip", arrival.sourceIp())
                .with("connected_at", arrival.connectedAt())
                .with("user", user.id())
                .with("role", unusual(user.role()))
                .with("speaks_until", user.tokenExpiresAt().map(Timestamps::format))
                .with("expires_at", arrival.connectedAt().plus(retention).getEpochSecond())));
  }

  /** Read consistently: a client may speak right after its handshake. */
  CompletableFuture<Optional<Session>> find(String connectionId) {
    return tables
        .get(new Get(table, key(connectionId), true))
        .thenApply(
            row -> row.map(known -> new Session(connection(known), !known.has("disconnected_at"))));
  }

  CompletableFuture<Written> rename(String connectionId, String name) {
    return tables.update(
        new Update(
            table,
            key(connectionId),
            new Expression("SET #name = :name", Row.of(":name", name)),
            Expression.of(EXISTS)));
  }

  /** Gives a connection the role and the end of another token. */
  CompletableFuture<Written> renew(String connectionId, User user) {
    Row role = Row.of(":role", user.role().wireName());
    Expression change =
        user.tokenExpiresAt()
            .map(
                at -> new Expression("SET #role = :role, speaks_until = :at", role.with(":at", at)))
            .orElse(new Expression("SET #role = :role REMOVE speaks_until", role));
    return tables.update(new Update(table, key(connectionId), change, Expression.of(EXISTS)));
  }

  /**
   * A session that is closed.
   *
   * @param first whether this call closed it
   */
  record Closed(Connection connection, boolean first) {}

  /**
   * Closes the session, once: whoever comes second changes nothing.
   *
   * @return the connection, or empty if there is no such session
   */
  CompletableFuture<Optional<Closed>> close(Departure departure) {
    String set = "SET disconnected_at = :at, duration_seconds = :duration";
    Row values =
        end(departure.connectedAt(), departure.disconnectedAt())
            .with(":reason", departure.closeReason());
    if (departure.closeCode().isPresent()) {
      set += ", close_code = :code";
      values = values.with(":code", departure.closeCode().getAsInt());
    }
    if (departure.closeReason().isPresent()) {
      set += ", close_reason = :reason";
    }
    return tables
        .update(
            new Update(
                table,
                key(departure.connectionId()),
                // What was presumed is no longer, now that it is known.
                new Expression(set + " REMOVE presumed", values),
                Expression.of(
                    EXISTS
                        + " AND (attribute_not_exists(disconnected_at)"
                        + " OR attribute_exists(presumed))")))
        .thenCompose(written -> holdings.release(written.row()).thenApply(done -> written))
        .thenApply(
            written ->
                written.row().isEmpty()
                    ? Optional.empty()
                    : Optional.of(new Closed(connection(written.row()), written.done())));
  }

  /**
   * Closes a session whose connection turned out dead, in case nobody ever says how it ended;
   * {@link #close} still can.
   */
  CompletableFuture<Void> presumeClosed(Recipient dead, Instant now) {
    return tables
        .update(
            new Update(
                table,
                key(dead.connectionId()),
                new Expression(
                    "SET disconnected_at = :at, duration_seconds = :duration,"
                        + " close_reason = :reason, presumed = :yes",
                    end(dead.connectedAt(), now).with(":reason", GONE).with(":yes", 1)),
                Expression.of(EXISTS + " AND attribute_not_exists(disconnected_at)")))
        .thenCompose(written -> holdings.release(written.row()));
  }

  private static Row end(Instant connectedAt, Instant at) {
    return Row.of(":duration", Duration.between(connectedAt, at).toSeconds()).with(":at", at);
  }

  // What most have is not written.
  private static Optional<String> unusual(Role role) {
    return role == Role.USUAL ? Optional.empty() : Optional.of(role.wireName());
  }

  private static Row key(String connectionId) {
    return Row.of("connection_id", connectionId);
  }

  private static Connection connection(Row row) {
    return new Connection(
        row.text("connection_id"),
        row.text("room"),
        Math.toIntExact(row.number("shard", 0)),
        new User(
            row.text("name"),
            row.optionalText("user"),
            row.optionalText("role").flatMap(Role::named).orElse(Role.USUAL),
            row.optionalTime("speaks_until")),
        row.text("dialect"),
        row.time("connected_at"));
  }
}
