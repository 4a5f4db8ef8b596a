package dev.chatctl.core.fanout;

import dev.chatctl.core.aws.Futures;
import dev.chatctl.core.aws.RetryPolicy;
import dev.chatctl.core.room.Recipient;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;

/**
 * One broadcast under way: a fixed number of lanes, each with one post in flight, draw recipients
 * from the list until it or the time is used up.
 *
 * <p>A lane keeps its place while it waits for a retry; so throttling slows the whole broadcast
 * down by itself.
 */
final class BroadcastRun {
  private static final int GONE = 410;
  private static final int THROTTLED = 429;

  private final ConnectionPoster poster;
  private final RetryPolicy retryPolicy;
  private final List<Recipient> recipients;
  private final Function<Recipient, SdkBytes> frames;
  private final Instant deadline;
  private final InstantSource clock;
  private final Instant startedAt;

  private final AtomicInteger next = new AtomicInteger();
  private final AtomicInteger openLanes = new AtomicInteger();
  private final AtomicReferenceArray<@Nullable Outcome> outcomes;
  private final LongAdder retries = new LongAdder();
  private final LongAdder throttledPosts = new LongAdder();
  private final Queue<Double> postMillis = new ConcurrentLinkedQueue<>();
  private final int sampleEvery;
  private final CompletableFuture<BroadcastReport> report = new CompletableFuture<>();

  BroadcastRun(
      ConnectionPoster poster,
      RetryPolicy retryPolicy,
      List<Recipient> recipients,
      Function<Recipient, SdkBytes> frames,
      Instant deadline,
      InstantSource clock) {
    this.poster = poster;
    this.retryPolicy = retryPolicy;
    this.recipients = List.copyOf(recipients);
    this.frames = frames;
    this.deadline = deadline;
    this.clock = clock;
    this.startedAt = clock.instant();
    this.sampleEvery = Math.ceilDiv(Math.max(1, recipients.size()), BroadcastReport.MAX_SAMPLES);
    this.outcomes = new AtomicReferenceArray<>(recipients.size());
  }

  CompletableFuture<BroadcastReport> start(int concurrency) {
    int lanes = Math.clamp(recipients.size(), 1, concurrency);
    openLanes.set(lanes);
    for (int lane = 0; lane < lanes; lane++) {
      drive();
    }
    return report;
  }

  // Loops while posts complete at once, instead of recursing through their callbacks.
  private void drive() {
    while (true) {
      int index = isLateAfter(Duration.ZERO) ? recipients.size() : next.getAndIncrement();
      if (index >= recipients.size()) {
        if (openLanes.decrementAndGet() == 0) {
          report.complete(account());
        }
        return;
      }
      CompletableFuture<Outcome> delivery = deliver(index);
      if (!delivery.isDone()) {
        var unused =
            delivery
                .thenAccept(
                    outcome -> {
                      outcomes.set(index, outcome);
                      drive();
                    })
                .exceptionally(this::abort);
        return;
      }
      outcomes.set(index, delivery.join());
    }
  }

  private CompletableFuture<Outcome> deliver(int index) {
    if (index % sampleEvery != 0) {
      return attempt(recipients.get(index), 1);
    }
    Instant begun = clock.instant();
    return attempt(recipients.get(index), 1)
        .thenApply(
            outcome -> {
              postMillis.add(Duration.between(begun, clock.instant()).toNanos() / 1e6);
              return outcome;
            });
  }

  // A mistake in here must surface to whoever waits, rather than leave a lane open for ever.
  private @Nullable Void abort(Throwable mistake) {
    report.completeExceptionally(mistake);
    return null;
  }

  /** Never fails. */
  private CompletableFuture<Outcome> attempt(Recipient recipient, int attempt) {
    return post(recipient)
        .handle(BroadcastRun::judge)
        .thenCompose(
            outcome -> {
              if (outcome instanceof Outcome.Throttled) {
                throttledPosts.increment();
              }
              int following = attempt + 1;
              if (!isWorthRetrying(outcome) || !retryPolicy.permits(following)) {
                return CompletableFuture.completedFuture(outcome);
              }
              Duration delay = retryPolicy.delayBefore(following);
              if (isLateAfter(delay)) {
                return CompletableFuture.completedFuture(Outcome.LeftOver.INSTANCE);
              }
              retries.increment();
              return Futures.after(delay).thenCompose(elapsed -> attempt(recipient, following));
            });
  }

  private CompletableFuture<Integer> post(Recipient recipient) {
    try {
      return poster.post(recipient.connectionId(), frames.apply(recipient));
    } catch (RuntimeException e) { // e.g. an id that makes no URL; it must not stop the others
      return CompletableFuture.failedFuture(e);
    }
  }

  private static Outcome judge(@Nullable Integer status, @Nullable Throwable failure) {
    if (status == null) {
      Throwable cause = Futures.cause(Objects.requireNonNull(failure));
      return new Outcome.Failed(true, "no answer: " + cause.getClass().getSimpleName());
    }
    if (status / 100 == 2) {
      return Outcome.Delivered.INSTANCE;
    }
    return switch (status) {
      case GONE -> Outcome.Gone.INSTANCE;
      case THROTTLED -> Outcome.Throttled.INSTANCE;
      default -> new Outcome.Failed(status >= 500, "status " + status);
    };
  }

  private static boolean isWorthRetrying(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Delivered d -> false;
      case Outcome.Gone g -> false;
      case Outcome.Throttled t -> true;
      case Outcome.Failed f -> f.transientFailure();
      case Outcome.LeftOver l -> false;
    };
  }

  private boolean isLateAfter(Duration wait) {
    return !clock.instant().plus(wait).isBefore(deadline);
  }

  private BroadcastReport account() {
    int delivered = 0;
    int throttled = 0;
    var failures = new TreeMap<String, Integer>();
    var gone = new ArrayList<Recipient>();
    var leftOver = new ArrayList<Recipient>();
    for (int i = 0; i < recipients.size(); i++) {
      switch (outcomes.get(i)) {
        case null -> leftOver.add(recipients.get(i));
        case Outcome.LeftOver l -> leftOver.add(recipients.get(i));
        case Outcome.Delivered d -> delivered++;
        case Outcome.Gone g -> gone.add(recipients.get(i));
        case Outcome.Throttled t -> throttled++;
        case Outcome.Failed f -> failures.merge(f.reason(), 1, Integer::sum);
      }
    }
    return new BroadcastReport(
        recipients.size(),
        delivered,
        gone,
        throttled,
        failures,
        throttledPosts.sum(),
        retries.sum(),
        leftOver,
        List.copyOf(postMillis),
        Duration.between(startedAt, clock.instant()));
  }
}
