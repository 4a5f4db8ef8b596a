package dev.chatctl.core.room;

import static java.util.concurrent.CompletableFuture.completedFuture;
import static java.util.concurrent.CompletableFuture.failedFuture;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chatctl.core.settings.RetentionSettings;
import dev.chatctl.core.table.Row;
import dev.chatctl.core.table.Tables;
import dev.chatctl.core.table.Tables.Update;
import dev.chatctl.core.testing.TestTables;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.core.exception.SdkClientException;

/** What a room's row says, and how its shards grow. */
class RoomsTest {
  private static final String ROOM = "lobby";
  private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");

  private final TestTables tables = new TestTables();
  private final Rooms rooms = rooms(tables.tables());

  @Test
  void theFirstToEnterMakesTheRoomAndTheOthersWriteNothing() {
    Instant unknown = Instant.EPOCH;
    assertThat(rooms.find(ROOM).join())
        .isEqualTo(new RoomState(ROOM, List.of(0L), 0, Instant.MAX, unknown, Instant.EPOCH));
    var made =
        new RoomState(
            ROOM,
            List.of(0L),
            0,
            NOON,
            NOON.plus(RetentionSettings.STANDARD.rooms()),
            Instant.EPOCH);
    assertThat(rooms.enter(rooms.find(ROOM).join(), NOON).join()).isEqualTo(made);
    Rooms readOnly = beforeUpdates(update -> failedFuture(SdkClientException.create("no")));
    assertThat(readOnly.enter(made, NOON.plusSeconds(1)).join()).isEqualTo(made);
    assertThat(rooms.all().join()).containsExactly(made);
  }

  @Test
  void aRoomThatIsEnteredIsKept() {
    rooms.enter(rooms.find(ROOM).join(), NOON).join();
    Instant later = NOON.plus(Duration.ofDays(2));
    assertThat(rooms.enter(rooms.find(ROOM).join(), later).join())
        .isEqualTo(
            new RoomState(
                ROOM,
                List.of(0L),
                0,
                NOON,
                later.plus(RetentionSettings.STANDARD.rooms()),
                Instant.EPOCH));
  }

  @Test
  void theLatestCountIsNotedHoweverOftenAndInWhateverOrder() {
    fill(2);
    for (int again = 0; again < 2; again++) {
      counted(0, 5, NOON.plusSeconds(2));
      counted(0, 4, NOON.plusSeconds(1));
      counted(1, 7, NOON);
    }
    RoomState room = rooms.find(ROOM).join();
    assertThat(room.counts()).containsExactly(5L, 7L);
    assertThat(room.members()).isEqualTo(12);
    counted(0, 0, NOON.plusSeconds(2));
    assertThat(rooms.find(ROOM).join().counts()).containsExactly(0L, 7L);
  }

  @Test
  void nothingIsNotedOfAForgottenRoomOrAShardThatIsNone() {
    counted(0, 5, NOON);
    rooms.said(ROOM, 3).join();
    assertThat(tables.items("rooms")).isEmpty();
    fill(2);
    counted(2, 5, NOON);
    assertThat(rooms.find(ROOM).join().members()).isZero();
  }

  @Test
  void messagesAreAddedUp() {
    fill(1);
    rooms.said(ROOM, 1).join();
    rooms.said(ROOM, 16).join();
    assertThat(rooms.find(ROOM).join().messages()).isEqualTo(17);
  }

  @ParameterizedTest
  @CsvSource({
    "2000, 1, 1",
    "2001, 1, 2",
    "4000, 2, 2",
    "4001, 2, 4",
    "16000, 8, 8",
    "16001, 8, 16"
  })
  void shardsDoubleWhenOneMoreIsTooMany(long members, int shards, int then) {
    fill(shards);
    assertThat(counted(shards - 1, members, NOON).shards()).isEqualTo(then);
    RoomState room = rooms.find(ROOM).join();
    assertThat(room.shards()).isEqualTo(then);
    assertThat(room.members()).isEqualTo(members);
  }

  @Test
  void ofTwoWhoFindTheRoomCrowdedOneAddsShards() {
    fill(2);
    Rooms second =
        beforeUpdates(
            update ->
                update.change().text().contains("shard_count = :doubled")
                    ? tables.tables().update(update)
                    : completedFuture(update));
    assertThat(second.counted(ROOM, 0, 4_001, NOON).join().shards()).isEqualTo(4);
    assertThat(rooms.find(ROOM).join().shards()).isEqualTo(4);
  }

  private RoomState counted(int shard, long members, Instant at) {
    return rooms.counted(ROOM, shard, members, at).join();
  }

  private void fill(int shards) {
    tables.put("rooms", Row.of("room", ROOM).with("shard_count", shards).with("created_at", NOON));
  }

  /** Rooms over tables in which something else happens before each update. */
  private Rooms beforeUpdates(Function<Update, CompletableFuture<?>> event) {
    return rooms(
        (Tables)
            Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {Tables.class},
                (proxy, method, arguments) ->
                    arguments[0] instanceof Update update
                        ? event.apply(update).thenCompose(done -> tables.tables().update(update))
                        : method.invoke(tables.tables(), arguments)));
  }

  private Rooms rooms(Tables over) {
    return new Rooms(over, tables.name("rooms"), RetentionSettings.STANDARD.rooms());
  }
}
