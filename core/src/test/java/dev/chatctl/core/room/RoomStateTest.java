package dev.chatctl.core.room;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Random;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which shard a connection belongs to. */
class RoomStateTest {
  private static final int MEMBERS = 1_000;

  @ParameterizedTest
  @CsvSource({"c%d=, 2", "c%d=, 8", "gbik%04dK9QAYKCJ=, 8", "%05dK9QAYKEilnA=, 16"})
  void noShardIsTwiceAsLargeAsItsShareThoughIdsDifferInAPartOnly(String form, int shards) {
    assertShares(IntStream.range(0, MEMBERS).mapToObj(form::formatted), shards);
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 8})
  void noShardIsTwiceAsLargeAsItsShareThoughTheHashesOfIdsEndAlike(int shards) {
    Predicate<String> endsAlike = id -> id.hashCode() % 16 == 0;
    assertShares(
        new Random(18)
            .longs()
            .mapToObj(number -> Long.toString(number, 36) + "=")
            .filter(endsAlike)
            .limit(MEMBERS),
        shards);
  }

  private static void assertShares(Stream<String> ids, int shards) {
    var room = new RoomState("lobby", MEMBERS, shards, 0, Instant.EPOCH);
    var sizes = new long[shards];
    ids.forEach(id -> sizes[room.shardOf(id)]++);
    assertThat(LongStream.of(sizes).boxed())
        .allSatisfy(size -> assertThat(size * shards).isBetween(MEMBERS / 2L, MEMBERS * 2L));
  }
}
