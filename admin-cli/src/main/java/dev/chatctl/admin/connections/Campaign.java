package dev.chatctl.admin.connections;

import dev.chatctl.admin.aws.AwsFailures;
import dev.chatctl.cli.CliException;
import dev.chatctl.cli.ExitCode;
import dev.chatctl.cli.Interrupt;
import dev.chatctl.cli.Pacer;
import dev.chatctl.core.aws.Futures;
import java.time.Duration;
import java.util.Iterator;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The same action on many connections: so many at a time, at a pace, until all are done, Ctrl-C
 * comes or AWS denies it, which it then would to all. One failure stops no other. Outcomes are told
 * on the caller's thread.
 */
final class Campaign {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** Less than the JVM waits after Ctrl-C, so that there is time to tell what was done. */
  private static final Duration GRACE = Duration.ofSeconds(2);

  private static final long LOOK_UP_MILLIS = 50;

  private final Interrupt interrupt;
  private final Pacer pacer;
  private final int concurrency;
  private final Semaphore places;
  private final ConcurrentLinkedQueue<ConnectionResult> told = new ConcurrentLinkedQueue<>();
  private final Latencies latencies = new Latencies();
  private volatile @Nullable CliException denial;

  Campaign(Interrupt interrupt, Pacer pacer, int concurrency) {
    this.interrupt = interrupt;
    this.pacer = pacer;
    this.concurrency = concurrency;
    this.places = new Semaphore(concurrency);
  }

  /** Acts on each id in order. */
  Tally run(
      Iterator<String> ids,
      Function<String, CompletableFuture<Connections.Result>> action,
      Consumer<ConnectionResult> consumer) {
    var tally = new Tally(latencies);
    Consumer<ConnectionResult> counting =
        outcome -> {
          tally.add(outcome);
          consumer.accept(outcome);
        };
    long start = System.nanoTime();
    boolean settled;
    try {
      while (ids.hasNext() && denial == null && pacer.next() && hasPlace(counting)) {
        act(ids.next(), action);
      }
      settled = settle(counting);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      settled = places.availablePermits() == concurrency;
    }
    if (!settled) {
      tally.incomplete();
    }
    tally.took(System.nanoTime() - start);
    drain(counting);
    CliException denied = denial;
    if (denied != null && tally.done() == 0) {
      throw denied;
    }
    return tally;
  }

  /** Waits for a free place and takes it; false if Ctrl-C came first. */
  private boolean hasPlace(Consumer<ConnectionResult> consumer) throws InterruptedException {
    drain(consumer);
    while (!places.tryAcquire(LOOK_UP_MILLIS, TimeUnit.MILLISECONDS)) {
      drain(consumer);
      if (interrupt.requested()) {
        return false;
      }
    }
    return true;
  }

  /** Waits for what is under way, for a moment only once Ctrl-C has come; whether all ended. */
  private boolean settle(Consumer<ConnectionResult> consumer) throws InterruptedException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!interrupt.requested() && System.nanoTime() - end < 0) {
      if (places.tryAcquire(concurrency, LOOK_UP_MILLIS, TimeUnit.MILLISECONDS)) {
        return true;
      }
      drain(consumer);
    }
    long grace = interrupt.requested() ? GRACE.toMillis() : 0;
    return places.tryAcquire(concurrency, grace, TimeUnit.MILLISECONDS);
  }

  private void act(String id, Function<String, CompletableFuture<Connections.Result>> action) {
    long start = System.nanoTime();
    var unused =
        action
            .apply(id)
            .handle(
                (result, failure) -> {
                  latencies.record(System.nanoTime() - start);
                  told.add(outcome(id, result, failure));
                  places.release();
                  return true;
                });
  }

  private ConnectionResult outcome(
      String id, Connections.@Nullable Result result, @Nullable Throwable failure) {
    if (failure == null) {
      return new ConnectionResult(
          id,
          result == Connections.Result.GONE
              ? ConnectionResult.Kind.GONE
              : ConnectionResult.Kind.DONE,
          Optional.empty());
    }
    Throwable cause = Futures.cause(failure);
    Optional<CliException> known =
        cause instanceof CliException told ? Optional.of(told) : AwsFailures.explain(cause);
    known.filter(k -> k.exitCode() == ExitCode.DENIED).ifPresent(k -> denial = k);
    return new ConnectionResult(
        id,
        ConnectionResult.Kind.FAILED,
        known.<Throwable>map(k -> k).or(() -> Optional.of(cause)).map(Throwable::getMessage));
  }

  private void drain(Consumer<ConnectionResult> consumer) {
    for (ConnectionResult outcome = told.poll(); outcome != null; outcome = told.poll()) {
      consumer.accept(outcome);
    }
  }
}
