package dev.chatctl.core.room;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** Who is in a room, over all of its shards. */
record RoomList(ActiveConnections connections) {
  CompletableFuture<List<Recipient>> recipients(RoomState room, Instant now) {
    return eachShard(room, shard -> connections.recipients(room.room(), shard, "", now))
        .thenApply(shards -> shards.stream().flatMap(List::stream).toList());
  }

  CompletableFuture<Optional<List<Recipient>>> recipientsIfFew(
      RoomState room, int most, Instant now) {
    return eachShard(room, shard -> connections.few(room.room(), shard, most, now))
        .thenApply(
            shards -> {
              List<Recipient> found =
                  shards.stream().flatMap(Optional::stream).flatMap(List::stream).toList();
              return shards.stream().allMatch(Optional::isPresent) && found.size() <= most
                  ? Optional.of(found)
                  : Optional.empty();
            });
  }

  CompletableFuture<People> people(RoomState room, People.Cursor from, int limit, Instant now) {
    int shard = from.shard();
    return connections
        .members(room.room(), shard, from.connectionId(), limit, now)
        .thenCompose(
            found -> {
              if (found.size() == limit) {
                var last = new People.Cursor(shard, found.getLast().connectionId());
                return CompletableFuture.completedFuture(new People(found, Optional.of(last)));
              }
              return shard + 1 >= room.shards()
                  ? CompletableFuture.completedFuture(new People(found, Optional.empty()))
                  : people(room, new People.Cursor(shard + 1, ""), limit - found.size(), now)
                      .thenApply(rest -> rest.after(found));
            });
  }

  /** Reads the shards at the same time. */
  private static <T> CompletableFuture<List<T>> eachShard(
      RoomState room, IntFunction<CompletableFuture<T>> read) {
    List<CompletableFuture<T>> reads = IntStream.range(0, room.shards()).mapToObj(read).toList();
    return CompletableFuture.allOf(reads.toArray(CompletableFuture[]::new))
        .thenApply(done -> reads.stream().map(CompletableFuture::join).toList());
  }
}
