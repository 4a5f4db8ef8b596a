package dev.chatctl.core.fanout;

import dev.chatctl.core.aws.ConcurrencyLimit;
import dev.chatctl.core.aws.RetryPolicy;
import dev.chatctl.core.room.Recipient;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import software.amazon.awssdk.core.SdkBytes;

/**
 * One broadcast under way. Whoever does not take the first attempt, or lets it wait, loses the
 * place among the posts in flight at once, and is tried again apart. Who is known for that is tried
 * apart from the beginning, and once again at most.
 */
final class BroadcastRun {
  /** A healthy gateway answers within milliseconds. */
  private static final Duration SLOW_AFTER = Duration.ofSeconds(1);

  private final ConnectionPoster poster;
  private final RetryPolicy retries;
  private final SlowConnections slow;
  private final int concurrency;
  private final List<Recipient> recipients;
  private final Function<Recipient, SdkBytes> frames;
  private final Instant deadline;
  private final InstantSource clock;
  private final Instant startedAt;

  private final ConcurrencyLimit apart;
  private final Semaphore unanswered;
  private final Queue<CompletableFuture<Void>> lasting = new ConcurrentLinkedQueue<>();
  private final AtomicReferenceArray<PostOutcome> outcomes;
  private final LongAdder throttled = new LongAdder();
  private final LongAdder retried = new LongAdder();
  private final Queue<Double> millis = new ConcurrentLinkedQueue<>();
  private final int sampleEvery;

  BroadcastRun(
      ConnectionPoster poster,
      RetryPolicy retries,
      SlowConnections slow,
      int concurrency,
      List<Recipient> recipients,
      Function<Recipient, SdkBytes> frames,
      Instant deadline,
      InstantSource clock) {
    this.poster = poster;
    this.retries = retries;
    this.slow = slow;
    this.concurrency = concurrency;
    this.recipients = List.copyOf(recipients);
    this.frames = frames;
    this.deadline = deadline;
    this.clock = clock;
    this.startedAt = clock.instant();
    int few = Math.max(1, concurrency / 2);
    this.apart = new ConcurrencyLimit(few);
    this.unanswered = new Semaphore(few);
    this.sampleEvery = PostStatistics.sampleEvery(recipients.size());
    this.outcomes = new AtomicReferenceArray<>(recipients.size());
  }

  CompletableFuture<BroadcastReport> start() {
    return new Lanes(recipients.size(), this::deliver, () -> !isLateAfter(Duration.ZERO))
        .run(concurrency)
        .thenCompose(begun -> CompletableFuture.allOf(lasting.toArray(CompletableFuture[]::new)))
        .thenApply(ended -> report());
  }

  /** Completes when the recipient's place is free again. */
  private CompletableFuture<Void> deliver(int index) {
    Recipient recipient = recipients.get(index);
    Instant begun = clock.instant();
    boolean wasSlow = slow.isSlow(recipient.connectionId());
    var place = new CompletableFuture<Void>();
    if (wasSlow) {
      place.complete(null);
    }
    var tries = new Tries(wasSlow ? 2 : Integer.MAX_VALUE);
    CompletableFuture<Void> delivery =
        retries
            .retry(() -> attempt(recipient, place), (outcome, wait) -> tries.end(outcome, wait))
            .thenAccept(
                outcome -> {
                  settle(recipient, outcome);
                  outcomes.set(index, outcome);
                  if (index % sampleEvery == 0) {
                    millis.add(Duration.between(begun, clock.instant()).toNanos() / 1e6);
                  }
                });
    if (delivery.isDone()) {
      return delivery;
    }
    lasting.add(delivery);
    return place.isDone() ? place : freed(place, delivery);
  }

  // As many as may be tried apart may be waited for apart; more mean that all are slow.
  private CompletableFuture<Void> freed(
      CompletableFuture<Void> place, CompletableFuture<Void> delivery) {
    return place
        .orTimeout(SLOW_AFTER.toMillis(), TimeUnit.MILLISECONDS)
        .exceptionallyCompose(
            late -> {
              if (!unanswered.tryAcquire()) {
                return delivery;
              }
              var unused = delivery.whenComplete((done, failure) -> unanswered.release());
              return CompletableFuture.completedFuture(null);
            });
  }

  private void settle(Recipient recipient, PostOutcome outcome) {
    if (outcome.isPassing()) {
      slow.missed(recipient.connectionId());
    } else if (!(outcome instanceof PostOutcome.LeftOver)) {
      slow.forget(recipient.connectionId());
    }
  }

  private CompletableFuture<PostOutcome> attempt(
      Recipient recipient, CompletableFuture<Void> place) {
    return place.isDone()
        ? apart.take(() -> attempt(recipient))
        : attempt(recipient).whenComplete((outcome, never) -> place.complete(null));
  }

  /** Never fails. */
  private CompletableFuture<PostOutcome> attempt(Recipient recipient) {
    return post(recipient)
        .handle(
            (status, failure) -> {
              PostOutcome outcome = PostOutcome.of(status, failure);
              // One that refuses again says nothing of the account's quota.
              if (outcome instanceof PostOutcome.Throttled
                  && !slow.isRefusing(recipient.connectionId())) {
                throttled.increment();
              }
              if (outcome.isPassing()) {
                slow.refused(recipient.connectionId(), clock.instant());
              }
              return outcome;
            });
  }

  private CompletableFuture<Integer> post(Recipient recipient) {
    try {
      return poster.post(recipient.connectionId(), frames.apply(recipient));
    } catch (RuntimeException e) { // e.g. an id that makes no URL; it must not stop the others
      return CompletableFuture.failedFuture(e);
    }
  }

  /** What is known of one recipient's attempts when another is due. */
  private final class Tries {
    private final int most;
    private final AtomicInteger made = new AtomicInteger();
    private final AtomicInteger unanswered = new AtomicInteger();

    Tries(int most) {
      this.most = most;
    }

    Optional<PostOutcome> end(PostOutcome outcome, Duration wait) {
      if (!outcome.isPassing() || made.incrementAndGet() >= most) {
        return Optional.of(outcome);
      }
      // What may have arrived is repeated once: a frame arrives twice at most.
      if (outcome instanceof PostOutcome.Unanswered && unanswered.getAndIncrement() > 0) {
        return Optional.of(outcome);
      }
      if (isLateAfter(wait)) {
        return Optional.of(PostOutcome.LeftOver.INSTANCE);
      }
      retried.increment();
      return Optional.empty();
    }
  }

  private boolean isLateAfter(Duration wait) {
    return !clock.instant().plus(wait).isBefore(deadline);
  }

  private BroadcastReport report() {
    var elapsed = Duration.between(startedAt, clock.instant());
    return BroadcastReport.of(
        recipients,
        outcomes::get,
        new PostStatistics(throttled.sum(), retried.sum(), List.copyOf(millis), elapsed));
  }
}
