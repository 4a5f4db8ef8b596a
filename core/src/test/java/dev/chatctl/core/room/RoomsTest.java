package dev.chatctl.core.room;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatctl.core.table.Row;
import dev.chatctl.core.table.Tables;
import dev.chatctl.core.table.Tables.Update;
import dev.chatctl.core.testing.TestTables;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.core.exception.SdkClientException;

/** A room's counters, and how its shards grow. */
class RoomsTest {
  private static final String ROOM = "lobby";
  private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");

  private final TestTables tables = new TestTables();
  private final Rooms rooms = rooms(tables.tables());

  @Test
  void theFirstToEnterOrToSpeakMakesTheRoom() {
    assertThat(rooms.find(ROOM).join()).isEqualTo(new RoomState(ROOM, 0, 1, 0, Instant.MAX));
    assertThat(rooms.enter(ROOM, NOON).join()).isEqualTo(new RoomState(ROOM, 1, 1, 0, NOON));
    assertThat(rooms.enter(ROOM, NOON.plusSeconds(1)).join())
        .isEqualTo(new RoomState(ROOM, 2, 1, 0, NOON));
    assertThat(rooms.nextSequence(ROOM, NOON).join()).isEqualTo(new RoomState(ROOM, 2, 1, 1, NOON));
    assertThat(rooms.nextSequence("other", NOON).join())
        .isEqualTo(new RoomState("other", 0, 1, 1, NOON));
    assertThat(rooms.leave(ROOM).join()).isEqualTo(new RoomState(ROOM, 1, 1, 1, NOON));
    assertThat(rooms.find(ROOM).join()).isEqualTo(new RoomState(ROOM, 1, 1, 1, NOON));
    assertThat(rooms.all().join()).extracting(RoomState::room).contains(ROOM, "other").hasSize(2);
    assertThat(tables.items("rooms"))
        .allSatisfy(
            room ->
                assertThat(room.getOrDefault("expires_at", "0"))
                    .isGreaterThanOrEqualTo(
                        Long.toString(NOON.plus(Rooms.RETENTION).getEpochSecond())));
  }

  @ParameterizedTest
  @CsvSource({
    "1999, 1, 1",
    "2000, 1, 2",
    "3999, 2, 2",
    "4000, 2, 4",
    "15999, 8, 8",
    "16000, 8, 16"
  })
  void shardsDoubleWhenOneMoreIsTooMany(long members, int shards, int then) {
    fill(members, shards);
    assertThat(rooms.enter(ROOM, NOON).join().shards()).isEqualTo(then);
    assertThat(rooms.find(ROOM).join()).isEqualTo(new RoomState(ROOM, members + 1, then, 0, NOON));
  }

  @Test
  void ofTwoWhoFindTheRoomCrowdedOneAddsShards() {
    fill(4_000, 2);
    Rooms second = beforeAddingShards(update -> tables.tables().update(update));
    assertThat(second.enter(ROOM, NOON).join().shards()).isEqualTo(4);
    assertThat(rooms.find(ROOM).join().shards()).isEqualTo(4);
  }

  @Test
  void whoCannotAddShardsIsLetInAllTheSame() {
    fill(4_000, 2);
    Rooms unlucky =
        beforeAddingShards(
            update -> CompletableFuture.failedFuture(SdkClientException.create("throttled")));
    assertThat(unlucky.enter(ROOM, NOON).join()).isEqualTo(new RoomState(ROOM, 4_001, 2, 0, NOON));
    assertThat(rooms.enter(ROOM, NOON).join().shards()).isEqualTo(4);
  }

  private void fill(long members, int shards) {
    tables.put(
        "rooms",
        Row.of("room", ROOM)
            .with("members", members)
            .with("shard_count", shards)
            .with("created_at", NOON));
  }

  /** Rooms over tables in which something else happens before shards are added. */
  private Rooms beforeAddingShards(Function<Update, CompletableFuture<?>> event) {
    return rooms(
        (Tables)
            Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {Tables.class},
                (proxy, method, arguments) ->
                    arguments[0] instanceof Update update && !update.condition().text().isEmpty()
                        ? event.apply(update).thenCompose(done -> tables.tables().update(update))
                        : method.invoke(tables.tables(), arguments)));
  }

  private Rooms rooms(Tables over) {
    return new Rooms(over, tables.name("rooms"));
  }
}
