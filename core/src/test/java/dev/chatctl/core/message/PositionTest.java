package dev.chatctl.core.message;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatctl.core.aws.Futures;
import dev.chatctl.core.testing.TestTables;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who resumes from a position misses nothing, however late messages are stored and told. */
class PositionTest {
  private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
  private static final String ROOM = "lobby";
  private static final int MESSAGES = 120;

  /**
   * What happens to a message.
   *
   * @param storedAt up to four seconds after its tick was taken
   * @param toldAt when a reader who is there hears it; empty if it is told to nobody
   */
  private record Fate(Message message, int shard, Instant storedAt, Optional<Instant> toldAt) {}

  @ParameterizedTest
  @CsvSource({"1, 1", "2, 1", "3, 2", "4, 8", "5, 8"})
  void whoeverComesBackWhenAndHoweverOftenHasEverythingInTheEnd(int seed, int shards) {
    var random = new Random(seed);
    List<Fate> fates = fates(random, shards);
    var tables = new TestTables();
    var history = new MessageHistory(tables.tables(), tables.name("message_history"));
    var room = new RoomHistory(ROOM, shards, NOON);

    Set<String> known = new HashSet<>();
    String position = Position.settled(NOON).write(ROOM);
    Instant at = NOON;
    int stored = 0;
    List<Fate> byStorage = fates.stream().sorted(Comparator.comparing(Fate::storedAt)).toList();
    while (stored < MESSAGES) {
      // Connected for a while, then away for a while, then back and reading what was missed.
      Instant left = at.plusMillis(random.nextLong(4_000));
      position = hear(fates, at, left, known, position);
      at = left.plusMillis(random.nextLong(random.nextInt(8) == 0 ? 90_000 : 6_000));
      while (stored < MESSAGES && !byStorage.get(stored).storedAt().isAfter(at)) {
        Fate next = byStorage.get(stored++);
        Futures.await(
            history.store(next.message(), next.shard(), new MessageKey(next.message().id())));
      }
      int pages = random.nextInt(4) == 0 ? 1 + random.nextInt(3) : Integer.MAX_VALUE;
      position = read(history, room, position, 1 + random.nextInt(9), pages, at, known);
    }
    // What was stored after its last read, and heard, or found by the next.
    Instant end = at.plusSeconds(1);
    read(history, room, position, 5, Integer.MAX_VALUE, end, known);
    assertThat(known)
        .containsExactlyInAnyOrderElementsOf(
            fates.stream().map(fate -> fate.message().id()).toList());
  }

  @Test
  void aPositionIsOfOneRoomAndCannotBeAltered() {
    String position = new Position(Ticks.of(NOON), MessageIds.of(NOON, "a")).write(ROOM);
    assertThat(Position.read(ROOM, position)).isPresent();
    assertThat(Position.read("other", position)).isEmpty();
    for (int i = 0; i < position.length(); i++) {
      char other = position.charAt(i) == '0' ? '1' : '0';
      String altered = position.substring(0, i) + other + position.substring(i + 1);
      assertThat(Position.read(ROOM, altered)).as(altered).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "0", "01ARZ3NDEKTSV4RRFFQ69G5FAV", "'; DROP", "\u0000\u0001", "ä"})
  void whatIsNoPositionIsNotTakenForOne(String text) {
    assertThat(Position.read(ROOM, text)).isEmpty();
    assertThat(Position.read(ROOM, text.repeat(40))).isEmpty();
  }

  @Test
  void onePositionOfTheFutureIsNoneOfOurs() {
    var tables = new TestTables();
    var history = new MessageHistory(tables.tables(), tables.name("message_history"));
    var room = new RoomHistory(ROOM, 1, NOON);
    String future = new Position(Ticks.of(NOON) + 1, "").write(ROOM);
    assertThat(history.resume(room, future, 1, NOON).join()).isEmpty();
    String present = new Position(Ticks.of(NOON), "").write(ROOM);
    assertThat(history.resume(room, present, 1, NOON).join()).isPresent();
  }

  @Test
  void whoStopsInTheMiddleOfWhatIsNotSettledReadsItAgain() {
    var middle = Position.settled(NOON).next(Optional.of(MessageIds.of(NOON, "a")), NOON);
    assertThat(middle.bound(NOON.plusSeconds(1))).isEqualTo(MessageIds.of(NOON, "a"));
    assertThat(middle.bound(NOON.plusSeconds(60)))
        .isEqualTo(MessageIds.tickPart(Ticks.of(NOON.minus(Position.SETTLED_AFTER))));
    var settled =
        Position.settled(NOON).next(Optional.of(MessageIds.of(NOON, "a")), NOON.plusSeconds(60));
    assertThat(settled.bound(NOON.plusSeconds(3_600))).isEqualTo(MessageIds.of(NOON, "a"));
    Instant later = NOON.plusSeconds(60);
    var again = middle.next(Optional.of(MessageIds.of(NOON.minusSeconds(9), "b")), later);
    assertThat(again.bound(later)).isEqualTo(MessageIds.of(NOON.minusSeconds(9), "b"));
  }

  private static String hear(
      List<Fate> fates, Instant from, Instant until, Set<String> known, String before) {
    String position = before;
    List<Fate> heard =
        fates.stream()
            .filter(fate -> fate.toldAt().filter(at -> at.isAfter(from)).isPresent())
            .filter(fate -> !fate.toldAt().orElseThrow().isAfter(until))
            .sorted(Comparator.comparing(fate -> fate.toldAt().orElseThrow()))
            .toList();
    for (Fate fate : heard) {
      known.add(fate.message().id());
      String told = fate.message().position();
      position = told.compareTo(position) > 0 ? told : position;
    }
    return position;
  }

  /** Reads so many pages, or to the end; what it reads is in order and nothing twice. */
  private static String read(
      MessageHistory history,
      RoomHistory room,
      String from,
      int limit,
      int pages,
      Instant now,
      Set<String> known) {
    var ids = new ArrayList<String>();
    String position = from;
    HistoryPage page;
    int left = pages;
    do {
      page = Futures.await(history.resume(room, position, limit, now)).orElseThrow();
      page.messages().forEach(message -> ids.add(message.id()));
      position = page.position().orElseThrow();
      assertThat(ids).as("there is an end to it").hasSizeLessThanOrEqualTo(MESSAGES);
    } while (page.after().isPresent() && --left > 0);
    assertThat(ids).isSorted().doesNotHaveDuplicates();
    known.addAll(ids);
    return position;
  }

  private static List<Fate> fates(Random random, int shards) {
    var fates = new ArrayList<Fate>();
    Instant at = NOON;
    for (int i = 0; i < MESSAGES; i++) {
      at = at.plusMillis(random.nextLong(800));
      String id = MessageIds.of(at, "origin " + i);
      Instant stored = at.plusMillis(random.nextLong(4_000));
      Duration latest = Duration.between(stored, at.plus(Position.TOLD_WITHIN));
      fates.add(
          new Fate(
              new Message(id, ROOM, new Sender("a=", "Ann"), "hi", at, Optional.empty()),
              random.nextInt(shards),
              stored,
              random.nextInt(4) == 0
                  ? Optional.of(stored.plusMillis(random.nextLong(latest.toMillis())))
                  : Optional.of(stored.plusMillis(random.nextLong(300)))));
    }
    return fates;
  }
}
