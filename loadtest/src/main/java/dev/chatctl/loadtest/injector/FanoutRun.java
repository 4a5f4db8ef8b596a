package dev.chatctl.loadtest.injector;

import dev.chatctl.loadtest.ledger.Ledger;
import dev.chatctl.loadtest.ledger.MessageTally;
import dev.chatctl.loadtest.plan.Plan;
import dev.chatctl.loadtest.stats.ConnectionStats;
import dev.chatctl.loadtest.stats.IntervalSink;
import dev.chatctl.loadtest.stats.LatencyHistograms;
import dev.chatctl.loadtest.stats.RunStatus;
import dev.chatctl.loadtest.stats.StatsSampler;
import io.gatling.netty.util.Transports;
import io.netty.channel.EventLoopGroup;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * One run, from the first handshake to its result. Gatling's virtual users take part through {@link
 * FanoutSimulation}; whoever started it reads {@link #status} and awaits {@link #result}.
 */
public final class FanoutRun {
  private static final Duration CLOSE_PATIENCE = Duration.ofSeconds(5);

  private final Plan plan;
  private final Ledger ledger;
  private final ConnectionStats connections;
  private final LatencyHistograms latencies;
  private final EventLoopGroup publisherLoops;
  private final VirtualUsers users;
  private final ParkedUsers parked = new ParkedUsers();
  private final PhaseRunner phases;
  private final StatsSampler sampler;
  private final CompletableFuture<RunResult> result = new CompletableFuture<>();
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
    Set<Integer> unechoed =
        numbers.stream().filter(number -> !plan.isEchoed(number)).collect(Collectors.toSet());
    ledger = new Ledger(plan.schedule(), numbers, unechoed, plan.traffic().deadline());
    connections = new ConnectionStats(plan.listeners());
    latencies = new LatencyHistograms(ledger, sink);
    publisherLoops = Transports.newEventLoopGroup(true, false, 1, "publisher");
    users = new VirtualUsers(plan, ledger, connections, latencies, publisherLoops);
    phases = new PhaseRunner(plan, ledger, connections, users, signal);
    sampler = new StatsSampler(phases::status, ledger, latencies, sink, plan.clock()::now);
    thread = Thread.ofPlatform().daemon().name("phases").unstarted(this::run);
  }

  private void run() {
    ScheduledExecutorService clock =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("stats").factory());
    try (clock) {
      sampler.start();
      var unused = clock.scheduleAtFixedRate(this::second, 1, 1, TimeUnit.SECONDS);
      Optional<Stop> stop = phases.run();
      clock.shutdownNow();
      RunResult summedUp = sumUp(stop);
      result.complete(summedUp);
      end(summedUp);
    } catch (RuntimeException | Error e) {
      result.completeExceptionally(e);
      parked.release();
    } finally {
      sampler.stop();
    }
  }

  private void second() {
    sampler.sample();
    if (plan.connections().keepAliveSeconds() > 0) {
      users.keepAlive(TimeUnit.NANOSECONDS.toSeconds(System.nanoTime()));
    }
  }

  private RunResult sumUp(Optional<Stop> stop) {
    try {
      users.settle();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    long end = stop.isPresent() ? plan.clock().now() : Long.MAX_VALUE;
    Ledger.Account account =
        ledger.account(phases.startNanos(), end, phases.sent(), users.senders().sendings());
    sampler.sample();
    RunResult summedUp =
        new RunResult(
            plan,
            phases.startedAt(),
            stop,
            account,
            users.requests(phases.status().warmUps()),
            phases.connectionsAtEnd(),
            new RunResult.Samples(sampler.timeline(), latencies),
            phases.usage(ledger.pauses().longest(), sampler.residentBytes()));
    phases.done();
    return summedUp;
  }

  /** Tells Gatling message by message, closes the sockets and lets its virtual users go. */
  private void end(RunResult summedUp) {
    GatlingEngine engine = users.engine();
    if (engine != null) {
      summedUp.account().tallies().forEach(tally -> log(engine, tally));
    }
    try {
      users.close(CLOSE_PATIENCE.toNanos());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    parked.release();
  }

  private void log(GatlingEngine engine, MessageTally tally) {
    long due = tally.message().dueNanos() - plan.clock().offsetNanos();
    long last = due + tally.arrivals().lastNanos().orElse(0);
    engine.log("publishers", "broadcast to last", due, last, failure(tally));
    tally
        .arrivals()
        .firstNanos()
        .ifPresent(first -> engine.log("publishers", "broadcast to first", due, due + first, null));
  }

  private @Nullable String failure(MessageTally tally) {
    if (tally.unsent()) {
      return "never sent";
    }
    MessageTally.Recipients to = tally.recipients();
    boolean enough = plan.connections().reconnect() && to.lost() + to.late() == 0;
    return enough || tally.complete()
        ? null
        : "lost %d, late %d, excused %d".formatted(to.lost(), to.late(), to.excused());
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

  ParkedUsers parked() {
    return parked;
  }

  VirtualUsers users() {
    return users;
  }

  /** How it stands. */
  public RunStatus status() {
    return phases.status();
  }

  /** 99th percentile of the deliveries of the last second that had any, microseconds. */
  public long lastP99Micros() {
    return latencies.lastP99Micros();
  }

  /** Ends the run early; the result is what was measured so far. */
  public void interrupt() {
    // Gatling may not have come so far, and will not: there is an result all the same.
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

  /** Gives the run up unless it already has an result. */
  void abandon(String reason) {
    if (result.completeExceptionally(new IllegalStateException(reason))) {
      thread.interrupt();
    }
  }

  /**
   * Waits for the result.
   *
   * @throws IllegalStateException when the run could not be carried out
   */
  public RunResult result() throws InterruptedException {
    try {
      return result.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException(reason(e), e);
    }
  }

  private static @Nullable String reason(ExecutionException e) {
    return e.getCause() == null ? e.getMessage() : e.getCause().getMessage();
  }
}
