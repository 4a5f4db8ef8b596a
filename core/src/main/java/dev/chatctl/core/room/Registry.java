package dev.chatctl.core.room;

import dev.chatctl.core.message.Member;
import dev.chatctl.core.settings.RateLimitSettings;
import dev.chatctl.core.settings.TableNames;
import dev.chatctl.core.table.Tables;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * Who is where. Each connection has a session (its history, closed exactly once) and, while it
 * lives, a row in its room's list; whoever removes that row also counts the member out.
 * Thread-safe; futures complete on the client's event loops.
 */
public final class Registry {
  private final Rooms rooms;
  private final ActiveConnections connections;
  private final Sessions sessions;

  private final Optional<RateLimit> rateLimit;

  public Registry(Tables tables, TableNames names, RateLimitSettings limits) {
    this.rooms = new Rooms(tables, names.rooms());
    this.connections = new ActiveConnections(tables, names.activeConnections());
    this.sessions = new Sessions(tables, names.sessionHistory());
    this.rateLimit =
        limits.messagesPerSecond() == RateLimitSettings.UNLIMITED
            ? Optional.empty()
            : Optional.of(
                new RateLimit(
                    tables, names.sessionHistory(), limits.messagesPerSecond(), limits.burst()));
  }

  /**
   * Lets somebody in.
   *
   * @return the room as they found it; who could not be written down is counted out again
   */
  public CompletableFuture<RoomState> arrive(Arrival arrival) {
    return rooms
        .enter(arrival.room(), arrival.connectedAt())
        .thenCompose(
            room -> {
              int shard = room.shardOf(arrival.connectionId());
              return CompletableFuture.allOf(
                      sessions.open(arrival, shard), connections.add(arrival, shard))
                  .thenApply(done -> room)
                  .exceptionallyCompose(
                      failure ->
                          turnAway(arrival, shard)
                              .handle((done, another) -> failure)
                              .thenCompose(CompletableFuture::failedFuture));
            });
  }

  // A write that seemed to fail may have been done; nobody but us knows of the connection yet.
  private CompletableFuture<Void> turnAway(Arrival arrival, int shard) {
    return CompletableFuture.allOf(
        connections.remove(arrival.room(), shard, arrival.connectionId()),
        sessions.close(Departure.refused(arrival)),
        rooms.leave(arrival.room()));
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
            closing ->
                closing.isEmpty()
                    ? CompletableFuture.completedFuture(closing)
                    : remove(closing.get().connection()).thenApply(done -> closing));
  }

  /** The connection, if it is open as far as we know. */
  public CompletableFuture<Optional<Connection>> find(String connectionId) {
    return sessions.find(connectionId);
  }

  /** Whether a connection may send one more message now; if so, it counts. */
  public CompletableFuture<Boolean> admit(String connectionId, Instant now) {
    return rateLimit
        .map(limit -> limit.admit(connectionId, now))
        .orElseGet(() -> CompletableFuture.completedFuture(true));
  }

  /** Calls a connection something else. */
  public CompletableFuture<Void> rename(Connection connection, String name) {
    return CompletableFuture.allOf(
        sessions.rename(connection.id(), name),
        connections.rename(connection.room(), connection.shard(), connection.id(), name));
  }

  /** The room as it is; an unknown one is empty. */
  public CompletableFuture<RoomState> room(String name) {
    return rooms.find(name);
  }

  /** Takes the next message number of a room. */
  public CompletableFuture<RoomState> nextSequence(String room, Instant now) {
    return rooms.nextSequence(room, now);
  }

  /** Everybody a message to this room goes to; the shards are read at the same time. */
  public CompletableFuture<List<Recipient>> recipients(RoomState room, Instant now) {
    return eachShard(room, shard -> connections.recipients(room.room(), shard, "", now));
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

  /** Who is in a room. */
  public CompletableFuture<List<Member>> members(RoomState room, Instant now) {
    return eachShard(room, shard -> connections.members(room.room(), shard, now));
  }

  /**
   * Takes a connection that turned out dead off its room's list, and closes its session until
   * {@code $disconnect} knows better.
   */
  public CompletableFuture<Void> remove(Recipient dead, Instant now) {
    return CompletableFuture.allOf(
        sessions.presumeClosed(dead, now), remove(dead.room(), dead.shard(), dead.connectionId()));
  }

  /** The connections in a room that are older than any can be. */
  public CompletableFuture<List<Recipient>> expired(RoomState room, Instant now) {
    return eachShard(room, shard -> connections.expired(room.room(), shard, now));
  }

  /** All rooms there are. */
  public CompletableFuture<List<RoomState>> rooms() {
    return rooms.all();
  }

  private CompletableFuture<Void> remove(Connection gone) {
    return remove(gone.room(), gone.shard(), gone.id());
  }

  private CompletableFuture<Void> remove(String room, int shard, String connectionId) {
    return connections
        .remove(room, shard, connectionId)
        .thenCompose(
            removed ->
                removed
                    ? rooms.leave(room).thenAccept(state -> {})
                    : CompletableFuture.completedFuture(null));
  }

  private static <T> CompletableFuture<List<T>> eachShard(
      RoomState room, IntFunction<CompletableFuture<List<T>>> read) {
    List<CompletableFuture<List<T>>> reads =
        IntStream.range(0, room.shards()).mapToObj(read).toList();
    return CompletableFuture.allOf(reads.toArray(CompletableFuture[]::new))
        .thenApply(done -> reads.stream().flatMap(part -> part.join().stream()).toList());
  }
}
