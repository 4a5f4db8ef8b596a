package dev.chatctl.core.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.chatctl.core.aws.Futures;
import dev.chatctl.core.settings.RetentionSettings;
import dev.chatctl.core.table.Tables;
import dev.chatctl.core.testing.TestTables;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Pages of a history in which many messages share their millisecond, around midnight too, in rooms
 * of one partition and of many.
 */
@TestInstance(Lifecycle.PER_CLASS)
class HistoryOrderTest {
  private static final int[] SHARDS = {1, 2, 8};
  private static final int[] LIMITS = {1, 2, 7, 12, 30, 31, 100};

  /** How many messages there are in which millisecond after midnight. */
  private static final int[][] CROWDS = {
    {-5_000, 1}, {-2, 3}, {-1, 30}, {0, 12}, {1, 1}, {2, 20}, {900, 2}
  };

  private final Instant midnight = Instant.now().truncatedTo(ChronoUnit.DAYS);
  private final Instant now = midnight.plusSeconds(3600);
  private final TestTables tables = new TestTables();
  private final MessageHistory history =
      new MessageHistory(tables.tables(), tables.name("message_history"));
  private final Map<Integer, List<Message>> messages = new HashMap<>();

  @BeforeAll
  void store() {
    for (int shards : SHARDS) {
      messages.put(shards, store(shards));
    }
  }

  private List<Message> store(int shards) {
    var inOrder = new ArrayList<Message>();
    var random = new Random(7);
    for (int[] crowd : CROWDS) {
      for (int i = 0; i < crowd[1]; i++) {
        // Some of one millisecond are of one tick as well.
        long tick = Ticks.of(midnight.plusMillis(crowd[0])) + random.nextInt(20);
        Message message = message(name(shards), tick, "origin " + inOrder.size());
        inOrder.add(message);
        Futures.await(
            history.store(
                message, random.nextInt(shards), new MessageKey(message.room() + message.id())));
      }
    }
    inOrder.sort(Comparator.comparingLong(Message::sequence).thenComparing(Message::id));
    return inOrder;
  }

  private static Stream<Arguments> shardsAndLimits() {
    return IntStream.of(SHARDS)
        .boxed()
        .flatMap(shards -> IntStream.of(LIMITS).mapToObj(limit -> arguments(shards, limit)));
  }

  @ParameterizedTest
  @MethodSource("shardsAndLimits")
  void backwardsNothingIsSkippedNorDoubled(int shards, int limit) {
    RoomHistory room = room(shards);
    List<Message> inOrder = messages.getOrDefault(shards, List.of());
    var read = new ArrayList<Message>();
    Optional<String> cursor = Optional.empty();
    do {
      HistoryPage page = Futures.await(history.before(room, cursor, limit, now));
      assertThat(page.messages()).hasSizeLessThanOrEqualTo(limit);
      assertThat(page.before().isPresent()).isEqualTo(read.size() + limit < inOrder.size());
      assertThat(page.position().isPresent()).isEqualTo(cursor.isEmpty());
      read.addAll(page.messages());
      cursor = page.before();
    } while (cursor.isPresent());
    assertThat(read).isEqualTo(inOrder.reversed());
  }

  @ParameterizedTest
  @MethodSource("shardsAndLimits")
  void forwardsNothingIsSkippedNorDoubled(int shards, int limit) {
    RoomHistory room = room(shards);
    List<Message> inOrder = messages.getOrDefault(shards, List.of());
    var read = new ArrayList<Message>();
    Optional<String> after = Optional.of(inOrder.getFirst().id());
    do {
      HistoryPage page = Futures.await(history.after(room, after.get(), limit, now));
      assertThat(page.messages()).hasSizeLessThanOrEqualTo(limit);
      read.addAll(page.messages());
      after = page.after();
    } while (after.isPresent());
    assertThat(read).isEqualTo(inOrder.subList(1, inOrder.size()));
  }

  @ParameterizedTest
  @MethodSource("shardsAndLimits")
  void fromPositionToPositionNothingIsSkippedNorDoubled(int shards, int limit) {
    RoomHistory room = room(shards);
    List<Message> inOrder = messages.getOrDefault(shards, List.of());
    var read = new ArrayList<Message>();
    String position = new Position(inOrder.getFirst().sequence(), "").write(room.room());
    HistoryPage page;
    do {
      page = Futures.await(history.resume(room, position, limit, now)).orElseThrow();
      assertThat(page.messages()).hasSizeLessThanOrEqualTo(limit);
      assertThat(page.recovered()).contains(true);
      read.addAll(page.messages());
      position = page.position().orElseThrow();
    } while (page.after().isPresent());
    assertThat(read).isEqualTo(inOrder);
    page = Futures.await(history.resume(room, position, limit, now)).orElseThrow();
    assertThat(page.messages()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 8})
  void whoCatchesUpAfterAnyMessageGetsAllLaterOnes(int shards) {
    RoomHistory room = room(shards);
    List<Message> inOrder = messages.getOrDefault(shards, List.of());
    for (int i = 0; i < inOrder.size(); i++) {
      HistoryPage page =
          Futures.await(history.after(room, inOrder.get(i).id(), inOrder.size(), now));
      assertThat(page.messages()).isEqualTo(inOrder.subList(i + 1, inOrder.size()));
      assertThat(page.after()).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 8})
  void aReaderWhoseClockIsBehindMidnightReadsWhatIsSaidAfterIt(int shards) {
    RoomHistory room = room(shards);
    List<Message> inOrder = messages.getOrDefault(shards, List.of());
    Instant behind = midnight.minusMillis(20);
    String id = inOrder.get(33).id();
    HistoryPage missed = Futures.await(history.after(room, id, 100, behind));
    assertThat(missed.messages()).isEqualTo(inOrder.subList(34, inOrder.size()));
    HistoryPage newest = Futures.await(history.before(room, Optional.empty(), 2, behind));
    assertThat(newest.messages()).isEqualTo(inOrder.reversed().subList(0, 2));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 8})
  void aMadeUpCursorOfTheFutureStartsWithTheNewest(int shards) {
    RoomHistory room = room(shards);
    List<Message> inOrder = messages.getOrDefault(shards, List.of());
    String future =
        new HistoryCursor(MessageIds.of(now.plusSeconds(86_400L * 365), "none")).write();
    HistoryPage page = Futures.await(history.before(room, Optional.of(future), 2, now));
    assertThat(page.messages()).isEqualTo(inOrder.reversed().subList(0, 2));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 8})
  void ofAPositionThatIsTooOldWhatIsLeftIsReadAndTheRestIsToldToBeMissing(int shards) {
    RoomHistory room = room(shards);
    List<Message> inOrder = messages.getOrDefault(shards, List.of());
    Instant old = now.minus(RetentionSettings.STANDARD.messages()).minusSeconds(1);
    String position = new Position(Ticks.of(old), "").write(room.room());
    HistoryPage page = Futures.await(history.resume(room, position, 100, now)).orElseThrow();
    assertThat(page.messages()).isEqualTo(inOrder);
    assertThat(page.recovered()).contains(false);
  }

  /** One more message than asked for shows that the page is full. */
  @ParameterizedTest
  @CsvSource({"1, 1, 1", "8, 7, 1", "2, 34, 1", "1, 35, 2", "8, 35, 2", "2, 100, 2"})
  void aPageTakesOneQueryADayAndShard(int shards, int limit, int days) {
    assertThat(queries(shards, limit)).isEqualTo(days * shards);
  }

  private int queries(int shards, int limit) {
    var made = new AtomicInteger();
    Tables counted =
        (Tables)
            Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {Tables.class},
                (proxy, method, arguments) -> {
                  made.incrementAndGet();
                  return method.invoke(tables.tables(), arguments);
                });
    Futures.await(
        new MessageHistory(counted, tables.name("message_history"))
            .before(
                new RoomHistory(name(shards), shards, midnight.minusSeconds(3600)),
                Optional.empty(),
                limit,
                now));
    return made.get();
  }

  private RoomHistory room(int shards) {
    return new RoomHistory(name(shards), shards, midnight.minusSeconds(86_400));
  }

  private static String name(int shards) {
    return "busy-" + shards;
  }

  private static Message message(String room, long tick, String origin) {
    return new Message(
        MessageIds.of(tick, origin),
        room,
        new Sender("a=", "Ann"),
        "text of " + origin,
        Ticks.time(tick),
        Optional.empty());
  }
}
