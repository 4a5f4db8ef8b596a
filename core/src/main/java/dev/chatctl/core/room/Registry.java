package dev.chatctl.core.room;

import dev.chatctl.core.settings.TableNames;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;

/**
 * Who is where. Each connection has a session (its history, closed exactly once) and, while it
 * lives, a row in its room's list; whoever removes that row also counts the member out.
 * Thread-safe; futures complete on the client's event loops.
 */
public final class Registry {
  private final Rooms rooms;
  private final ActiveConnections connections;
  private final Sessions sessions;

  public Registry(DynamoDbAsyncClient dynamoDb, TableNames tables) {
    this.rooms = new Rooms(dynamoDb, tables.rooms());
    this.connections = new ActiveConnections(dynamoDb, tables.activeConnections());
    this.sessions = new Sessions(dynamoDb, tables.sessionHistory());
  }

  /** Lets somebody in. */
  public CompletableFuture<Connection> arrive(Arrival arrival) {
    return rooms
        .enter(arrival.room(), arrival.connectedAt())
        .thenCompose(
            room -> {
              int shard = room.shardOf(arrival.connectionId());
              return CompletableFuture.allOf(
                      sessions.open(arrival, shard), connections.add(arrival, shard))
                  .thenApply(
                      done ->
                          new Connection(
                              arrival.connectionId(),
                              arrival.room(),
                              shard,
                              arrival.name(),
                              arrival.dialect(),
                              arrival.connectedAt()));
            });
  }

  /**
   * Sees somebody off; doing it twice is the same as once.
   *
   * @return the connection, or empty if it is unknown
   */
  public CompletableFuture<Optional<Connection>> depart(Departure departure) {
    return sessions
        .close(departure)
        .thenCompose(
            closed ->
                closed.isEmpty()
                    ? CompletableFuture.completedFuture(closed)
                    : remove(closed.get().room(), closed.get().shard(), departure.connectionId())
                        .thenApply(done -> closed));
  }

  /** The connection, if it is open as far as we know. */
  public CompletableFuture<Optional<Connection>> find(String connectionId) {
    return sessions.find(connectionId);
  }

  /** Takes the next message number of a room. */
  public CompletableFuture<RoomState> nextSequence(String room, Instant now) {
    return rooms.nextSequence(room, now);
  }

  /** Everybody a message to this room goes to. */
  public CompletableFuture<List<Recipient>> recipients(RoomState room, Instant now) {
    return connections.recipients(room.room(), room.shards(), now);
  }

  /**
   * Takes a connection that turned out dead off its room's list. Its session stays open until
   * {@code $disconnect} or the reaper closes it, since only they know how it ended.
   */
  public CompletableFuture<Void> remove(Recipient dead) {
    return remove(dead.room(), dead.shard(), dead.connectionId());
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
}
