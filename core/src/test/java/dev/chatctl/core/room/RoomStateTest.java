package dev.chatctl.core.room;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
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

  @ParameterizedTest
  @CsvSource({"0, 1000", "64, 1000", "127, 1000", "640, 100", "64000, 1"})
  void aLargeShardIsCountedByFewOfThoseWhoChangeIt(long members, long counting) {
    var room =
        new RoomState(
            "lobby", List.of(7L, members), 0, Instant.EPOCH, Instant.EPOCH, Instant.EPOCH);
    long counted =
        IntStream.range(0, MEMBERS)
            .filter(i -> room.isCountedBy("gbik%04dK9QAYKCJ=".formatted(i), 1))
            .count();
    assertThat(counted).isBetween(counting / 2, counting * 2);
  }

  @Test
  void messagesAreCountedOneByOneAndThenManyAtOnce() {
    for (int seed = 1; seed <= 5; seed++) {
      var random = new Random(seed);
      long counted = 0;
      int writes = 0;
      for (int i = 0; i < 10_000; i++) {
        var room =
            new RoomState(
                "lobby", List.of(0L), counted, Instant.EPOCH, Instant.EPOCH, Instant.EPOCH);
        long more = room.messagesCountedBy(Long.toString(random.nextLong(), 36));
        counted += more;
        writes += more > 0 ? 1 : 0;
        assertThat(i < 128 ? counted : i + 1).isEqualTo(i + 1);
      }
      assertThat(counted).isBetween(7_500L, 12_500L);
      assertThat(writes).isLessThan(1_000);
    }
  }

  private static void assertShares(Stream<String> ids, int shards) {
    var room =
        new RoomState(
            "lobby",
            Collections.nCopies(shards, 0L),
            0,
            Instant.EPOCH,
            Instant.EPOCH,
            Instant.EPOCH);
    var sizes = new long[shards];
    ids.forEach(id -> sizes[room.shardOf(id)]++);
    assertThat(LongStream.of(sizes).boxed())
        .allSatisfy(size -> assertThat(size * shards).isBetween(MEMBERS / 2L, MEMBERS * 2L));
  }
}
