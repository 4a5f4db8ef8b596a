package dev.chatctl.core.fanout;

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
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import software.amazon.awssdk.core.SdkBytes;

/**
 * One broadcast under way. A lane keeps its place while it waits for a retry; so throttling slows
 * the whole broadcast down by itself.
 */
final class BroadcastRun {
  private final ConnectionPoster poster;
  private final RetryPolicy retries;
  private final List<Recipient> recipients;
  private final Function<Recipient, SdkBytes> frames;
  private final Instant deadline;
  private final InstantSource clock;
  private final Instant startedAt;

  private final AtomicReferenceArray<PostOutcome> outcomes;
  private final LongAdder throttled = new LongAdder();
  private final LongAdder retried = new LongAdder();
  private final Queue<Double> millis = new ConcurrentLinkedQueue<>();
  private final int sampleEvery;

  BroadcastRun(
      ConnectionPoster poster,
      RetryPolicy retries,
      List<Recipient> recipients,
      Function<Recipient, SdkBytes> frames,
      Instant deadline,
      InstantSource clock) {
    this.poster = poster;
    this.retries = retries;
    this.recipients = List.copyOf(recipients);
    this.frames = frames;
    this.deadline = deadline;
    this.clock = clock;
    this.startedAt = clock.instant();
    this.sampleEvery = PostStatistics.sampleEvery(recipients.size());
    this.outcomes = new AtomicReferenceArray<>(recipients.size());
  }

  CompletableFuture<BroadcastReport> start(int concurrency) {
    return new Lanes(recipients.size(), this::deliver, () -> !isLateAfter(Duration.ZERO))
        .run(concurrency)
        .thenApply(ended -> report());
  }

  private CompletableFuture<Void> deliver(int index) {
    Recipient recipient = recipients.get(index);
    Instant begun = clock.instant();
    var unanswered = new AtomicInteger();
    return retries
        .retry(() -> attempt(recipient), (outcome, wait) -> ending(outcome, wait, unanswered))
        .thenAccept(
            outcome -> {
              outcomes.set(index, outcome);
              if (index % sampleEvery == 0) {
                millis.add(Duration.between(begun, clock.instant()).toNanos() / 1e6);
              }
            });
  }

  /** Never fails. */
  private CompletableFuture<PostOutcome> attempt(Recipient recipient) {
    return post(recipient)
        .handle(
            (status, failure) -> {
              PostOutcome outcome = PostOutcome.of(status, failure);
              if (outcome instanceof PostOutcome.Throttled) {
                throttled.increment();
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

  private Optional<PostOutcome> ending(
      PostOutcome outcome, Duration wait, AtomicInteger unanswered) {
    if (!outcome.isPassing()) {
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
