package dev.chatctl.admin.connections;

import dev.chatctl.admin.cli.AwsFailures;
import dev.chatctl.admin.cli.CliException;
import dev.chatctl.admin.cli.ExitCode;
import dev.chatctl.admin.cli.Interrupt;
import dev.chatctl.admin.cli.Pacer;
import dev.chatctl.core.aws.Futures;
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
  private static final long GRACE_SECONDS = 2;

  private final Interrupt interrupt;
  private final Pacer pacer;
  private final int concurrency;
  private final Semaphore places;
  private final ConcurrentLinkedQueue<Outcome> told = new ConcurrentLinkedQueue<>();
  private final Latencies latencies = new Latencies();
  private volatile @Nullable CliException denial;

  Campaign(Interrupt interrupt, Pacer pacer, int concurrency) {
    if (concurrency < 1) {
      throw CliException.usage(
          "--concurrency: " + concurrency + " (expected: >= 1)", "64 is the default");
    }
    this.interrupt = interrupt;
    this.pacer = pacer;
    this.concurrency = concurrency;
    this.places = new Semaphore(concurrency);
  }

  /** Acts on each id in order. */
  Tally run(
      Iterator<String> ids,
      Function<String, CompletableFuture<Connections.Result>> action,
      Consumer<Outcome> consumer) {
    var tally = new Tally(latencies);
    Consumer<Outcome> counting =
        outcome -> {
          tally.add(outcome);
          consumer.accept(outcome);
        };
    long start = System.nanoTime();
    try {
      while (ids.hasNext() && denial == null && pacer.next()) {
        String id = ids.next();
        places.acquire();
        act(id, action);
        drain(counting);
      }
      boolean stopped = interrupt.requested();
      if (!places.tryAcquire(concurrency, stopped ? GRACE_SECONDS : 60, TimeUnit.SECONDS)) {
        tally.incomplete();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    tally.took(System.nanoTime() - start);
    drain(counting);
    CliException denied = denial;
    if (denied != null && tally.done() == 0) {
      throw denied;
    }
    return tally;
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

  private Outcome outcome(
      String id, Connections.@Nullable Result result, @Nullable Throwable failure) {
    if (failure == null) {
      return new Outcome(
          id,
          result == Connections.Result.GONE ? Outcome.Kind.GONE : Outcome.Kind.DONE,
          Optional.empty());
    }
    Throwable cause = Futures.cause(failure);
    Optional<CliException> known =
        cause instanceof CliException told ? Optional.of(told) : AwsFailures.explain(cause);
    known.filter(k -> k.exitCode() == ExitCode.DENIED).ifPresent(k -> denial = k);
    return new Outcome(
        id,
        Outcome.Kind.FAILED,
        known.<Throwable>map(k -> k).or(() -> Optional.of(cause)).map(Throwable::getMessage));
  }

  private void drain(Consumer<Outcome> consumer) {
    for (Outcome outcome = told.poll(); outcome != null; outcome = told.poll()) {
      consumer.accept(outcome);
    }
  }
}
