package dev.chatctl.core.fanout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chatctl.core.aws.RetryPolicy;
import dev.chatctl.core.room.Recipient;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.core.SdkBytes;

class BroadcasterTest {
  private static final int ATTEMPTS = 4;
  private static final SdkBytes FRAME = SdkBytes.fromUtf8String("hi");

  private final Map<String, ConcurrentLinkedQueue<Integer>> answers = new HashMap<>();
  private final Map<String, AtomicInteger> delivered = new ConcurrentHashMap<>();

  @Test
  void oneInAHundredGoneFiveThrottledOneFailingAndEveryLiveRecipientIsToldOnce() {
    List<Recipient> recipients = recipients(1_000);
    for (int i = 0; i < 1_000; i++) {
      switch (i % 100) {
        case 7 -> answer(i, 410);
        case 20, 21, 22, 23, 24 -> answer(i, 429, 429);
        case 50 -> answer(i, 500);
        default -> {}
      }
    }

    BroadcastReport report = broadcast(recipients, this::answer, 64, Instant.MAX);

    assertThat(report.recipients()).isEqualTo(1_000);
    assertThat(report.delivered()).isEqualTo(990);
    assertThat(report.gone()).hasSize(10);
    assertThat(report.undelivered()).isZero();
    assertThat(report.posts().throttled()).isEqualTo(50);
    assertThat(report.posts().retried()).isEqualTo(110);
    assertThat(delivered.values()).hasSize(990).allMatch(count -> count.get() == 1);
  }

  @Test
  void whoIsThrottledOrFailsAtEveryAttemptIsCountedAndStopsNobody() {
    answer(0, 429, 429, 429, 429);
    answer(1, 500, 502, 503, 504);
    answer(2, 413);

    BroadcastReport report = broadcast(recipients(10), this::answer, 2, Instant.MAX);

    assertThat(report.delivered()).isEqualTo(7);
    assertThat(report.throttled()).hasSize(1);
    assertThat(report.refusingAlone()).isEqualTo(1);
    assertThat(report.failed()).isEqualTo(2);
    assertThat(report.undelivered()).isEqualTo(3);
    assertThat(report.posts().retried()).as("a refusal is not tried again").isEqualTo(6);
  }

  @Test
  void aPosterThatThrowsOrNeverGetsAnAnswerStopsNobody() {
    ConnectionPoster faulty =
        (id, frame) -> {
          if (id.equals("c00000=")) {
            throw new IllegalArgumentException("no URL");
          }
          return id.equals("c00001=")
              ? CompletableFuture.failedFuture(new java.io.IOException("reset"))
              : CompletableFuture.completedFuture(200);
        };
    BroadcastReport report = broadcast(recipients(5), faulty, 2, Instant.MAX);
    assertThat(report.delivered()).isEqualTo(3);
    assertThat(report.failures())
        .isEqualTo(Map.of("no answer: IllegalArgumentException", 1, "no answer: IOException", 1));
  }

  @Test
  void noMoreThanTheConcurrencyAreInFlight() {
    var pending = new ConcurrentLinkedQueue<CompletableFuture<Integer>>();
    var broadcaster =
        new Broadcaster(
            (id, frame) -> {
              var post = new CompletableFuture<Integer>();
              pending.add(post);
              return post;
            },
            RetryPolicy.once(),
            3,
            InstantSource.system());
    var broadcast = broadcaster.broadcast(recipients(7), recipient -> FRAME, Instant.MAX);
    int seen = 0;
    while (!broadcast.isDone()) {
      assertThat(pending).hasSizeLessThanOrEqualTo(3).isNotEmpty();
      pending.remove().complete(200);
      seen++;
    }
    assertThat(seen).isEqualTo(7);
    assertThat(broadcast.join().delivered()).isEqualTo(7);
  }

  @Test
  void nothingIsBegunAfterTheDeadlineAndWhatIsLeftIsNamedInOrder() {
    Instant deadline = Instant.parse("2026-11-20T12:00:00Z");
    var posts = new AtomicInteger();
    InstantSource clock = () -> posts.get() < 4 ? deadline.minusSeconds(1) : deadline;
    var broadcaster =
        new Broadcaster(
            (id, frame) -> {
              posts.incrementAndGet();
              return CompletableFuture.completedFuture(200);
            },
            RetryPolicy.once(),
            1,
            clock);
    List<Recipient> recipients = recipients(6);

    BroadcastReport report = broadcaster.broadcast(recipients, one -> FRAME, deadline).join();

    assertThat(report.delivered()).isEqualTo(4);
    assertThat(report.leftOver()).isEqualTo(recipients.subList(4, 6));
    assertThat(report.withoutLeftOver().recipients()).isEqualTo(4);
  }

  @Test
  void whoWaitsForAnotherAttemptAtTheDeadlineIsLeftOver() {
    Instant deadline = Instant.parse("2026-11-20T12:00:00Z");
    var posts = new AtomicInteger();
    InstantSource clock = () -> posts.get() < 3 ? deadline.minusSeconds(1) : deadline;
    answer(1, 429);
    var retries = new RetryPolicy(ATTEMPTS, Duration.ofSeconds(2), Duration.ofSeconds(2), () -> 1);
    ConnectionPoster poster =
        (id, frame) -> {
          posts.incrementAndGet();
          return answer(id, frame);
        };
    List<Recipient> recipients = recipients(4);

    BroadcastReport report =
        new Broadcaster(poster, retries, 1, clock)
            .broadcast(recipients, one -> FRAME, deadline)
            .join();

    assertThat(report.delivered()).isEqualTo(2);
    assertThat(report.throttled()).isEmpty();
    assertThat(report.leftOver()).containsExactly(recipients.get(1), recipients.get(3));
  }

  @ParameterizedTest
  @CsvSource({"51, 2, 1", "50, 1, 0", "49, 1, 0"})
  void noRetryBeginsAtTheDeadlineOrAfterIt(int millisLeft, int posts, int delivered) {
    Instant deadline = Instant.parse("2026-11-20T12:00:00Z");
    answer(0, 429);
    var retries = new RetryPolicy(2, Duration.ofMillis(50), Duration.ofMillis(50), () -> 1);
    var made = new AtomicInteger();
    ConnectionPoster poster =
        (id, frame) -> {
          made.incrementAndGet();
          return answer(id, frame);
        };

    BroadcastReport report =
        new Broadcaster(poster, retries, 1, () -> deadline.minusMillis(millisLeft))
            .broadcast(recipients(1), one -> FRAME, deadline)
            .join();

    assertThat(made).hasValue(posts);
    assertThat(report.delivered()).isEqualTo(delivered);
    assertThat(report.leftOver()).hasSize(1 - delivered);
    assertThat(report.posts().retried()).isEqualTo(posts - 1);
    assertThat(report.posts().throttled()).isEqualTo(1);
  }

  @Test
  void twoBroadcastsInOneAccountLoseNobody() {
    answer(0, 410);
    answer(1, 413);
    answer(2, 413);
    answer(3, 429, 429, 429, 429);
    BroadcastReport first = broadcast(recipients(5), this::answer, 1, Instant.MAX);
    answer(0, 410);
    answer(1, 413);
    BroadcastReport both = first.plus(broadcast(recipients(4), this::answer, 1, Instant.MAX));

    assertThat(both.recipients()).isEqualTo(9);
    assertThat(both.delivered()).isEqualTo(3);
    assertThat(both.gone()).extracting(Recipient::connectionId).containsExactly(id(0), id(0));
    assertThat(both.failures()).isEqualTo(Map.of("status 413", 3));
    assertThat(both.throttled()).hasSize(1);
    assertThat(both.undelivered()).isEqualTo(4);
    assertThat(both.posts().throttled()).isEqualTo(1);
    assertThat(both.posts().retried()).isEqualTo(3);
    assertThat(both.posts().millis()).hasSize(9);
    assertThat(both.posts().elapsed()).isGreaterThanOrEqualTo(first.posts().elapsed());
  }

  @Test
  void everyNumberOfTwoBroadcastsIsAddedUp() {
    var one = new PostStatistics(3, 5, List.of(1.0), Duration.ofMillis(10));
    var other = new PostStatistics(20, 40, List.of(2.0, 3.0), Duration.ofMillis(7));
    List<Recipient> some = recipients(6);
    var first =
        new BroadcastReport(
            100, some.subList(0, 1), some.subList(4, 5), Map.of("a", 1), some.subList(1, 2), one);
    var second =
        new BroadcastReport(
            200,
            some.subList(2, 4),
            some.subList(5, 6),
            Map.of("a", 2, "b", 4),
            some.subList(4, 6),
            other);

    BroadcastReport both = first.plus(second);

    assertThat(both)
        .isEqualTo(
            new BroadcastReport(
                300,
                List.of(some.get(0), some.get(2), some.get(3)),
                some.subList(4, 6),
                Map.of("a", 3, "b", 4),
                List.of(some.get(1), some.get(4), some.get(5)),
                new PostStatistics(23, 45, List.of(1.0, 2.0, 3.0), Duration.ofMillis(17))));
    assertThat(both.failed()).isEqualTo(7);
    assertThat(both.undelivered()).isEqualTo(2 + 7 + 3);
    assertThat(both.recipients()).isEqualTo(300 + 3 + 12);
  }

  @ParameterizedTest
  @CsvSource({"99, 99", "100, 100", "101, 51", "200, 100", "250, 84"})
  void atMostAHundredRecipientsAreTimedEvenly(int count, int timed) {
    BroadcastReport report = broadcast(recipients(count), this::answer, 8, Instant.MAX);
    assertThat(report.posts().millis()).hasSize(timed);
    assertThat(report.plus(report).posts().samples()).hasSizeBetween(50, 100);
  }

  @ParameterizedTest
  @CsvSource({"199, false", "200, true", "299, true", "300, false", "499, false", "500, false"})
  void onlyA200IsADelivery(int status, boolean delivered) {
    answer(0, status, status, status, status);
    BroadcastReport report = broadcast(recipients(1), this::answer, 1, Instant.MAX);
    assertThat(report.delivered()).isEqualTo(delivered ? 1 : 0);
    assertThat(report.failed()).isEqualTo(delivered ? 0 : 1);
    assertThat(report.posts().retried()).isEqualTo(status == 500 ? 3 : 0);
  }

  @Test
  void aMistakeOfTheCallersSurfaces() {
    var pending = new CompletableFuture<Integer>();
    var broadcast =
        new Broadcaster((id, frame) -> pending, RetryPolicy.once(), 2, BreakableClock::now)
            .broadcast(recipients(3), one -> FRAME, Instant.MAX);
    BreakableClock.broken = true;
    try {
      pending.complete(200);
      assertThatThrownBy(broadcast::join).hasMessageContaining("no time");
    } finally {
      BreakableClock.broken = false;
    }
  }

  /** A clock that breaks. */
  private static final class BreakableClock {
    private static boolean broken;

    private static Instant now() {
      if (broken) {
        throw new IllegalStateException("no time");
      }
      return Instant.EPOCH;
    }
  }

  @Test
  void refusesToBroadcastNothingAtATime() {
    assertThatThrownBy(
            () -> new Broadcaster(this::answer, RetryPolicy.once(), 0, InstantSource.system()))
        .hasMessage("concurrency: 0 (expected: >= 1)");
  }

  @Test
  void aPostIsTimedFromItsBeginning() {
    var now = new AtomicReference<>(Instant.parse("2026-11-20T12:00:00Z"));
    ConnectionPoster slow =
        (id, frame) -> {
          now.updateAndGet(instant -> instant.plusMillis(5)); // such as by signing
          return CompletableFuture.completedFuture(200);
        };
    BroadcastReport report =
        new Broadcaster(slow, RetryPolicy.once(), 1, now::get)
            .broadcast(recipients(2), recipient -> FRAME, Instant.MAX)
            .join();
    assertThat(report.posts().millis()).containsExactly(5.0, 5.0);
  }

  @Test
  void aBroadcastToNobodyEnds() {
    assertThat(broadcast(List.of(), this::answer, 64, Instant.MAX).recipients()).isZero();
  }

  private static BroadcastReport broadcast(
      List<Recipient> recipients, ConnectionPoster poster, int concurrency, Instant deadline) {
    var retries = new RetryPolicy(ATTEMPTS, Duration.ofMillis(1), Duration.ofMillis(2), () -> 0.5);
    return new Broadcaster(poster, retries, concurrency, InstantSource.system())
        .broadcast(recipients, recipient -> FRAME, deadline)
        .join();
  }

  private CompletableFuture<Integer> answer(String id, SdkBytes frame) {
    var next = answers.getOrDefault(id, new ConcurrentLinkedQueue<>()).poll();
    int status = next == null ? 200 : next;
    if (status == 200) {
      delivered.computeIfAbsent(id, key -> new AtomicInteger()).incrementAndGet();
    }
    return CompletableFuture.completedFuture(status);
  }

  private void answer(int recipient, Integer... statuses) {
    answers.put(id(recipient), new ConcurrentLinkedQueue<>(List.of(statuses)));
  }

  private static List<Recipient> recipients(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> new Recipient(id(i), "lobby", 0, "envelope", Instant.EPOCH))
        .toList();
  }

  private static String id(int recipient) {
    return "c%05d=".formatted(recipient);
  }
}
