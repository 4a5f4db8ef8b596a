package dev.chatctl.loadtest.drive;

import dev.chatctl.loadtest.ledger.Ledger;
import dev.chatctl.loadtest.ledger.MessageTally;
import dev.chatctl.loadtest.ledger.Micros;
import dev.chatctl.loadtest.plan.Plan;
import io.gatling.netty.util.Transports;
import io.netty.channel.EventLoopGroup;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * One run, from the first handshake to its outcome. Gatling's virtual users play in it through
 * {@link FanoutSimulation}; whoever started it reads {@link #status} and awaits {@link #outcome}.
 */
public final class FanoutRun {
  private static final Duration GOODBYE = Duration.ofSeconds(5);

  private final Plan plan;
  private final Ledger ledger;
  private final Crowd crowd;
  private final Cast cast;
  private final Latencies latencies;
  private final Conductor conductor;
  private final Hiccups hiccups = new Hiccups();
  private final ReaderSocket.Reads reads =
      new ReaderSocket.Reads(Micros.recorder(), new LongAdder());
  private final Ticker ticker;
  private final EventLoopGroup publisherLoops;
  private final CompletableFuture<Outcome> outcome = new CompletableFuture<>();
  private final AtomicBoolean begun = new AtomicBoolean();
  private final Thread thread;

  /**
   * A run that has not begun.
   *
   * @param intervals takes in the histograms of each second
   */
  public FanoutRun(Plan plan, IntervalSink intervals, StartSignal signal) {
    this.plan = plan;
    IntervalSink sink = IntervalSink.tolerating(intervals);
    List<Integer> numbers =
        IntStream.range(0, plan.listeners()).mapToObj(plan.shard()::number).toList();
    ledger = new Ledger(plan.schedule(), numbers, plan.traffic().deadline());
    crowd = new Crowd(plan.listeners());
    Cast.Recorders recorders = new Cast.Recorders(Micros.recorder(), reads);
    publisherLoops = Transports.newEventLoopGroup(true, false, 1, "publisher");
    cast = new Cast(plan, ledger, crowd, recorders, publisherLoops);
    latencies = new Latencies(ledger, crowd, recorders, sink);
    conductor = new Conductor(plan, ledger, crowd, cast, signal);
    ticker = new Ticker(conductor, ledger, crowd, latencies, hiccups, sink);
    thread = Thread.ofPlatform().daemon().name("conductor").unstarted(this::conduct);
  }

  private void conduct() {
    ScheduledExecutorService clock =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("ticker").factory());
    try (clock) {
      hiccups.start();
      var unused = clock.scheduleAtFixedRate(this::second, 1, 1, TimeUnit.SECONDS);
      Optional<StopException> stop = conductor.conduct();
      clock.shutdownNow();
      Outcome result = sumUp(stop);
      outcome.complete(result);
      dismiss(result);
    } catch (RuntimeException | Error e) {
      outcome.completeExceptionally(e);
      crowd.release();
    } finally {
      hiccups.stop();
    }
  }

  private void second() {
    ticker.tick();
    if (plan.connecting().keepAliveSeconds() > 0) {
      cast.keepAlive(TimeUnit.NANOSECONDS.toSeconds(System.nanoTime()));
    }
  }

  private Outcome sumUp(Optional<StopException> stop) {
    Duration cpu = conductor.cpu();
    Duration measured = conductor.measured();
    try {
      cast.fence();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    long end = stop.isPresent() ? plan.timeline().now() : Long.MAX_VALUE;
    List<MessageTally> tallies =
        ledger.tallies(conductor.startNanos(), end, conductor.sent(), cast.unsent());
    ticker.tick();
    Outcome result =
        new Outcome(
            plan,
            conductor.startedAt(),
            tallies,
            ledger.curves(),
            ledger.recipients(),
            ticker.ticks(),
            stop.map(StopException::getMessage),
            stop.map(StopException::unavailable).orElse(false),
            stop.map(StopException::isInterrupted).orElse(false),
            ledger.counts(),
            latencies,
            conductor.crowdAtEnd(),
            cast.refusals(),
            reads.unanswered().sum(),
            conductor.warmUps(),
            measured,
            ticker.residentBytes(),
            cpu);
    conductor.done();
    return result;
  }

  /** Tells Gatling message by message, closes the sockets and lets its virtual users go. */
  private void dismiss(Outcome result) {
    Engine engine = cast.engine();
    if (engine != null) {
      result.tallies().forEach(tally -> log(engine, tally));
    }
    cast.close();
    long end = System.nanoTime() + GOODBYE.toNanos();
    try {
      crowd.awaitGone(end - System.nanoTime());
      cast.awaitCompanionsGone(end - System.nanoTime());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    crowd.release();
  }

  private void log(Engine engine, MessageTally tally) {
    long due = tally.dueNanos() - plan.timeline().offsetNanos();
    String failure = failure(tally);
    long last = due + tally.lastNanos().orElse(0);
    engine.log("publishers", "broadcast to last", due, last, failure);
    if (tally.firstNanos().isPresent()) {
      long first = due + tally.firstNanos().getAsLong();
      engine.log("publishers", "broadcast to first", due, first, null);
    }
  }

  private @Nullable String failure(MessageTally tally) {
    if (tally.unsent()) {
      return "never sent";
    }
    boolean enough = plan.connecting().reconnect() && tally.lost() + tally.late() == 0;
    return enough || tally.complete()
        ? null
        : "lost %d, late %d, excused %d".formatted(tally.lost(), tally.late(), tally.excused());
  }

  /** Begins; called by Gatling just before its first virtual user. */
  void begin() {
    if (begun.compareAndSet(false, true)) {
      thread.start();
    }
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
        ledger.expected(),
        ledger.counts());
  }

  /** Ends the run early; the outcome is what was measured so far. */
  public void interrupt() {
    // Gatling may not have come so far, and will not: there is an outcome all the same.
    begin();
    thread.interrupt();
  }

  /**
   * Frees the event loops of publishers and readers, once Gatling has ended or nobody waits for it:
   * it closes the sockets on them too, and would wait for ever for a loop that is no more.
   */
  void close() {
    var unused = publisherLoops.shutdownGracefully(0, 1, TimeUnit.SECONDS);
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

  private static @Nullable String reason(ExecutionException e) {
    return e.getCause() == null ? e.getMessage() : e.getCause().getMessage();
  }
}
