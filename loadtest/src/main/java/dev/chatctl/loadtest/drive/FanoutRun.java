package dev.chatctl.loadtest.drive;

import dev.chatctl.loadtest.ledger.Ledger;
import dev.chatctl.loadtest.plan.Plan;
import io.gatling.netty.util.Transports;
import io.netty.channel.EventLoopGroup;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Recorder;
import org.jspecify.annotations.Nullable;

/**
 * One run, from the first handshake to its outcome. Gatling's virtual users play in it through
 * {@link FanoutSimulation}; whoever started it reads {@link #status} and awaits {@link #outcome}.
 */
public final class FanoutRun {
  private final Plan plan;
  private final Ledger ledger;
  private final Crowd crowd;
  private final Cast cast;
  private final Latencies latencies;
  private final Conductor conductor;
  private final EventLoopGroup publisherLoops;
  private final CompletableFuture<Outcome> outcome = new CompletableFuture<>();
  private final Thread thread;

  /**
   * A run that has not begun.
   *
   * @param sink takes in the histograms of each second
   */
  public FanoutRun(Plan plan, IntervalSink sink) {
    this.plan = plan;
    ledger = new Ledger(plan.schedule(), plan.clients(), plan.deadline());
    crowd = new Crowd(plan.clients());
    Recorder sendLag = new Recorder(600_000_000, 3);
    publisherLoops = Transports.newEventLoopGroup(true, false, 1, "publisher");
    cast = new Cast(plan, ledger, crowd, sendLag, publisherLoops);
    latencies = new Latencies(ledger, crowd, sendLag, sink);
    conductor = new Conductor(plan, ledger, crowd, cast, latencies);
    thread = Thread.ofPlatform().daemon().name("conductor").unstarted(this::conduct);
  }

  private void conduct() {
    ScheduledExecutorService ticker =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("ticker").factory());
    try (ticker) {
      var unused = ticker.scheduleAtFixedRate(latencies::tick, 1, 1, TimeUnit.SECONDS);
      Outcome result = conductor.conduct();
      ticker.shutdownNow();
      outcome.complete(result);
      conductor.dismiss(result);
    } catch (RuntimeException | Error e) {
      outcome.completeExceptionally(e);
      crowd.release();
    } finally {
      var unused = publisherLoops.shutdownGracefully(0, 1, TimeUnit.SECONDS);
    }
  }

  /** Begins; called by Gatling just before its first virtual user. */
  void begin() {
    thread.start();
  }

  /** What is to be done. */
  public Plan plan() {
    return plan;
  }

  Cast cast() {
    return cast;
  }

  /** How it stands. */
  public Status status() {
    return new Status(
        conductor.phase(),
        crowd.open(),
        crowd.failed(),
        conductor.warmUps(),
        conductor.sent(),
        ledger.counts());
  }

  /** Ends the run early; the outcome is what was measured so far. */
  public void interrupt() {
    thread.interrupt();
  }

  private static @Nullable String reason(ExecutionException e) {
    return e.getCause() == null ? e.getMessage() : e.getCause().getMessage();
  }

  /** Gives the run up unless it already has an outcome. */
  void abandon(String reason) {
    if (outcome.completeExceptionally(new IllegalStateException(reason))) {
      thread.interrupt();
    }
  }

  /**
   * Waits for the outcome.
   *
   * @throws IllegalStateException when the run could not be carried out
   */
  public Outcome outcome() throws InterruptedException {
    try {
      return outcome.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException(reason(e), e);
    }
  }
}
