package dev.chatctl.core.message;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatctl.core.aws.Futures;
import dev.chatctl.core.table.Tables;
import dev.chatctl.core.testing.TestTables;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Pages of a history in which many messages share their millisecond, around midnight too. */
@TestInstance(Lifecycle.PER_CLASS)
class HistoryOrderTest {
  private static final String ROOM = "busy";
  private final Instant midnight = Instant.now().truncatedTo(ChronoUnit.DAYS);
  private final Instant now = midnight.plusSeconds(3600);
  private final Instant created = midnight.minusSeconds(86_400);

  /** How many messages there are in which millisecond after midnight. */
  private static final int[][] CROWDS = {
    {-5_000, 1}, {-2, 3}, {-1, 30}, {0, 12}, {1, 1}, {2, 20}, {900, 2}
  };

  private final TestTables tables = new TestTables();
  private final MessageHistory history =
      new MessageHistory(tables.tables(), tables.name("message_history"));
  private final List<Message> inOrder = new ArrayList<>();

  @BeforeAll
  void store() {
    // Numbers are taken in another order than messages arrived in, as concurrent handlers do.
    var numbers = new ArrayList<Long>();
    for (int[] crowd : CROWDS) {
      for (int i = 0; i < crowd[1]; i++) {
        numbers.add((long) numbers.size() + 1);
      }
    }
    Collections.shuffle(numbers, new Random(7));
    for (int[] crowd : CROWDS) {
      Instant at = midnight.plusMillis(crowd[0]);
      for (int i = 0; i < crowd[1]; i++) {
        inOrder.add(message(at, numbers.removeLast()));
      }
    }
    inOrder.forEach(message -> Futures.await(history.store(message, "a=")));
    inOrder.sort(Comparator.comparing(Message::sentAt).thenComparingLong(Message::sequence));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 7, 12, 30, 31, 100})
  void backwardsNothingIsSkippedNorDoubled(int limit) {
    var read = new ArrayList<Message>();
    Optional<String> cursor = Optional.empty();
    do {
      HistoryPage page = Futures.await(history.before(ROOM, created, cursor, limit, now));
      assertThat(page.messages()).hasSizeLessThanOrEqualTo(limit);
      assertThat(page.before().isPresent()).isEqualTo(read.size() + limit < inOrder.size());
      read.addAll(page.messages());
      cursor = page.before();
    } while (cursor.isPresent());
    assertThat(read).isEqualTo(inOrder.reversed());
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 7, 12, 30, 31, 100})
  void forwardsNothingIsSkippedNorDoubled(int limit) {
    var read = new ArrayList<Message>();
    Optional<String> after = Optional.of(inOrder.getFirst().id());
    do {
      HistoryPage page = Futures.await(history.after(ROOM, after.get(), limit, now));
      assertThat(page.messages()).hasSizeLessThanOrEqualTo(limit);
      read.addAll(page.messages());
      after = page.after();
    } while (after.isPresent());
    assertThat(read).isEqualTo(inOrder.subList(1, inOrder.size()));
  }

  @Test
  void whoCatchesUpAfterAnyMessageGetsAllLaterOnes() {
    for (int i = 0; i < inOrder.size(); i++) {
      HistoryPage page =
          Futures.await(history.after(ROOM, inOrder.get(i).id(), inOrder.size(), now));
      assertThat(page.messages()).isEqualTo(inOrder.subList(i + 1, inOrder.size()));
      assertThat(page.after()).isEmpty();
    }
  }

  @Test
  void afterAnUnknownIdNothingOfItsMillisecondIsMissed() {
    HistoryPage page =
        Futures.await(history.after(ROOM, MessageIds.of(midnight, "expired"), 100, now));
    assertThat(page.messages()).isEqualTo(inOrder.subList(34, inOrder.size()));
  }

  @Test
  void aReaderWhoseClockIsBehindMidnightReadsWhatIsSaidAfterIt() {
    Instant behind = midnight.minusMillis(20);
    String id = inOrder.get(33).id();
    HistoryPage missed = Futures.await(history.after(ROOM, id, 100, behind));
    assertThat(missed.messages()).isEqualTo(inOrder.subList(34, inOrder.size()));
    HistoryPage newest = Futures.await(history.before(ROOM, created, Optional.empty(), 2, behind));
    assertThat(newest.messages()).isEqualTo(inOrder.reversed().subList(0, 2));
  }

  @Test
  void aMadeUpCursorOfTheFutureStartsWithTheNewest() {
    String future = new HistoryCursor(now.plusSeconds(86_400L * 365), 1).write();
    HistoryPage page = Futures.await(history.before(ROOM, created, Optional.of(future), 2, now));
    assertThat(page.messages()).isEqualTo(inOrder.reversed().subList(0, 2));
  }

  /**
   * One more message than asked for shows that the page is full, unless its millisecond has more.
   */
  @ParameterizedTest
  @CsvSource({"1, 2", "2, 1", "7, 2", "22, 1", "34, 2", "100, 2"})
  void aPageTakesFewQueries(int limit, int queries) {
    assertThat(queries(limit, Optional.empty())).isEqualTo(queries);
  }

  /** Of 2, 4, 8, 16 and then 32 messages. */
  @Test
  void aCrowdedMillisecondIsReadInEverLargerBites() {
    String crowded = new HistoryCursor(midnight.minusMillis(1), Long.MAX_VALUE).write();
    assertThat(queries(1, Optional.of(crowded))).isEqualTo(5);
  }

  private int queries(int limit, Optional<String> cursor) {
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
            .before(ROOM, created, cursor, limit, now));
    return made.get();
  }

  private static Message message(Instant at, long number) {
    return new Message(
        MessageIds.of(at, "origin " + number),
        ROOM,
        new Sender("a=", "Ann"),
        "text " + number,
        at,
        number,
        Optional.empty());
  }
}
