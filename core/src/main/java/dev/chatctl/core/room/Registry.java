package dev.chatctl.core.room;

import dev.chatctl.core.settings.RateLimitSettings;
import dev.chatctl.core.settings.RetentionSettings;
import dev.chatctl.core.settings.TableNames;
import dev.chatctl.core.table.Tables;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * Who is where. Each connection has a session (its history, closed exactly once) and, while it
 * lives, a row in its room's list. What a room's row says of their number is counted from these
 * rows, now and then. Thread-safe; futures complete on the client's event loops.
 */
public final class Registry {
  /** Counting is for everybody's good, so nobody's handshake waits long for it. */
  private static final Duration COUNTED_WITHIN = Duration.ofSeconds(1);

  private final Rooms rooms;
  private final ActiveConnections connections;
  private final RoomList list;
  private final Sessions sessions;
  private final Turns turns;
  private final Holdings holdings;

  public Registry(Tables tables, TableNames names, RateLimitSettings limits) {
    this(tables, names, limits, RetentionSettings.STANDARD);
  }

  /** The same with rows that are kept otherwise. */
  public Registry(
      Tables tables, TableNames names, RateLimitSettings limits, RetentionSettings kept) {
    this.rooms = new Rooms(tables, names.rooms(), kept.rooms());
    this.connections = new ActiveConnections(tables, names.activeConnections());
    this.list = new RoomList(connections);
    this.holdings = new Holdings(tables, names.limits());
    this.sessions = new Sessions(tables, names.sessionHistory(), kept.sessions(), holdings);
    this.turns = new Turns(tables, names.sessionHistory(), names.limits(), limits);
  }

  /**
   * Lets somebody in.
   *
   * @param found the room as it was before
   * @return the room with them; who could not be written down is not let in
   */
  public CompletableFuture<RoomState> arrive(Arrival arrival, RoomState found) {
    return rooms
        .enter(found, arrival.connectedAt())
        .thenCompose(
            room -> {
              int shard = room.shardOf(arrival.connectionId());
              return CompletableFuture.allOf(
                      sessions.open(arrival, shard), connections.add(arrival, shard))
                  .exceptionallyCompose(
                      failure ->
                          turnAway(arrival, shard)
                              .handle((done, another) -> failure)
                              .thenCompose(CompletableFuture::failedFuture))
                  .thenCompose(done -> countIfDue(room, shard, arrival.connectionId()));
            });
  }

  // A write that seemed to fail may have been done; nobody but us knows of the connection yet.
  private CompletableFuture<Void> turnAway(Arrival arrival, int shard) {
    return CompletableFuture.allOf(
        connections.remove(arrival.room(), shard, arrival.connectionId()),
        sessions.close(Departure.refused(arrival)),
        holdings.release(arrival.user().id(), arrival.sourceIp(), arrival.connectionId()));
  }

  /**
   * Sees somebody off; doing it twice is the same as once.
   *
   * @return empty if the connection is unknown
   */
  public CompletableFuture<Optional<Closing>> depart(Departure departure) {
    return sessions
        .close(departure)
        .thenCompose(
            closed ->
                closed
                    .map(known -> leave(known).thenApply(Optional::of))
                    .orElseGet(() -> CompletableFuture.completedFuture(Optional.empty())));
  }

  private CompletableFuture<Closing> leave(Sessions.Closed closed) {
    Connection gone = closed.connection();
    CompletableFuture<RoomState> found = rooms.find(gone.room());
    return connections
        .remove(gone.room(), gone.shard(), gone.id())
        .thenCompose(
            removed ->
                removed
                    ? found.thenCompose(room -> countIfDue(room, gone.shard(), gone.id()))
                    : found)
        .thenApply(room -> new Closing(gone, closed.first(), room));
  }

  /** The connection, if it is open as far as we know. */
  public CompletableFuture<Optional<Connection>> find(String connectionId) {
    return session(connectionId)
        .thenApply(session -> session.filter(Session::isOpen).map(Session::connection));
  }

  /** What is known of a connection, present or past. */
  public CompletableFuture<Optional<Session>> session(String connectionId) {
    return sessions.find(connectionId);
  }

  /** Whether a connection may do something now; if so, it counts against its author's limit. */
  public CompletableFuture<Boolean> admit(Connection connection, Instant now) {
    return turns.admit(connection, now);
  }

  /**
   * The tick at which a connection may speak now, which counts against its author's limit; it is
   * later than those of everything that it said before.
   *
   * @return empty if it is too soon
   */
  public CompletableFuture<OptionalLong> speak(Connection connection, Instant now) {
    return turns.speak(connection, now);
  }

  /** A later tick for something that there was one for. */
  public CompletableFuture<OptionalLong> speakAgain(Connection connection, Instant now) {
    return turns.speakAgain(connection, now);
  }

  /** Counts a message that was sent to a room; about, since no row is written for each. */
  public CompletableFuture<RoomState> said(RoomState room, String messageId) {
    long messages = room.messagesCountedBy(messageId);
    return messages == 0
        ? CompletableFuture.completedFuture(room)
        : unhurried(rooms.said(room.room(), messages), room);
  }

  /**
   * Takes the turn to tell a room who came and went, of which there is one an interval.
   *
   * @return when to tell, now or in up to an interval; empty if somebody else will
   */
  public CompletableFuture<Optional<Instant>> turnToTell(
      RoomState room, Instant now, Duration interval) {
    return rooms.turnToTell(room, now, interval);
  }

  /** Calls a connection something else. */
  public CompletableFuture<Void> rename(Connection connection, String name) {
    return CompletableFuture.allOf(
        sessions.rename(connection.id(), name),
        connections.rename(connection.room(), connection.shard(), connection.id(), name));
  }

  /** Gives a connection the role and the end of another token. */
  public CompletableFuture<Void> renew(Connection connection, User user) {
    return CompletableFuture.allOf(
        sessions.renew(connection.id(), user),
        connections.renew(connection.room(), connection.shard(), connection.id(), user));
  }

  /** The room as it is; an unknown one is empty. */
  public CompletableFuture<RoomState> room(String name) {
    return rooms.find(name);
  }

  /** Everybody a message to this room goes to; the shards are read at the same time. */
  public CompletableFuture<List<Recipient>> recipients(RoomState room, Instant now) {
    return list.recipients(room, now);
  }

  /**
   * Everybody in one shard, in order of their ids.
   *
   * @param from the least connection id to read; empty for all
   */
  public CompletableFuture<List<Recipient>> recipients(
      String room, int shard, String from, Instant now) {
    return connections.recipients(room, shard, from, now);
  }

  /**
   * Everybody in a room of no more than so many; of a larger one few rows are read.
   *
   * @return empty if there are more
   */
  public CompletableFuture<Optional<List<Recipient>>> recipientsIfFew(
      RoomState room, int most, Instant now) {
    return list.recipientsIfFew(room, most, now);
  }

  /** Who is in a room, page by page. */
  public CompletableFuture<People> members(
      RoomState room, Optional<People.Cursor> after, int limit, Instant now) {
    return list.people(room, after.orElse(People.Cursor.START), limit, now);
  }

  /**
   * Takes a connection that turned out dead off its room's list, and closes its session until
   * {@code $disconnect} knows better.
   */
  public CompletableFuture<Void> remove(Recipient dead, Instant now) {
    return CompletableFuture.allOf(sessions.presumeClosed(dead, now), unlist(dead));
  }

  /** Takes a connection off its room's list, whatever its session says. */
  public CompletableFuture<Void> unlist(Recipient gone) {
    return connections
        .remove(gone.room(), gone.shard(), gone.connectionId())
        .thenAccept(removed -> {});
  }

  /** The connections in one shard that are older than any can be, or whose tokens have expired. */
  public CompletableFuture<List<Recipient>> expired(String room, int shard, Instant now) {
    return connections.expired(room, shard, now);
  }

  /** All rooms there are. */
  public CompletableFuture<List<RoomState>> rooms() {
    return rooms.all();
  }

  /** Counts the connections of a shard and notes their number; a crowded room gets more shards. */
  public CompletableFuture<RoomState> count(String room, int shard) {
    Instant begun = Instant.now();
    return connections
        .count(room, shard)
        .thenCompose(members -> rooms.counted(room, shard, members, begun));
  }

  private CompletableFuture<RoomState> countIfDue(RoomState room, int shard, String connectionId) {
    return room.isCountedBy(connectionId, shard)
        ? unhurried(count(room.room(), shard), room)
        : CompletableFuture.completedFuture(room);
  }

  // Whoever counts next, the reaper at the latest, puts right what was not noted.
  private static CompletableFuture<RoomState> unhurried(
      CompletableFuture<RoomState> count, RoomState otherwise) {
    return count
        .exceptionally(failure -> otherwise)
        .completeOnTimeout(otherwise, COUNTED_WITHIN.toMillis(), TimeUnit.MILLISECONDS);
  }
}
