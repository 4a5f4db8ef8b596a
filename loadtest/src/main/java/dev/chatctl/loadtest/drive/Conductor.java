package dev.chatctl.loadtest.drive;

import dev.chatctl.loadtest.ledger.Ledger;
import dev.chatctl.loadtest.ledger.MessageTally;
import dev.chatctl.loadtest.plan.Plan;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;

/** Leads a run through its phases, on a thread of its own, and sums it up. */
final class Conductor {
  private static final Duration CONNECT_PATIENCE = Duration.ofSeconds(45);
  private static final Duration WARM_UP_PATIENCE = Duration.ofSeconds(10);
  private static final Duration GOODBYE = Duration.ofSeconds(5);

  private final Plan plan;
  private final Ledger ledger;
  private final Crowd crowd;
  private final Cast cast;
  private final Latencies latencies;
  private volatile Phase phase = Phase.CONNECTING;
  private volatile int warmUps;
  private Instant startedAt = Instant.now();
  private long startNanos = System.nanoTime();
  private long startCpu;
  private Duration measured = Duration.ZERO;
  private Duration cpu = Duration.ZERO;

  Conductor(Plan plan, Ledger ledger, Crowd crowd, Cast cast, Latencies latencies) {
    this.plan = plan;
    this.ledger = ledger;
    this.crowd = crowd;
    this.cast = cast;
    this.latencies = latencies;
  }

  Phase phase() {
    return phase;
  }

  /** Warm-up broadcasts sent so far. */
  int warmUps() {
    return warmUps;
  }

  /** Measured messages sent so far: the longest run from the first on without a gap. */
  int sent() {
    int publishers = ledger.schedule().publishers();
    int sent = ledger.schedule().messages();
    List<PublisherSocket> sockets = cast.publishers();
    for (int p = 0; p < publishers; p++) {
      int own = p < sockets.size() ? sockets.get(p).sent() : 0;
      if (ledger.schedule().contains(p, own)) {
        sent = Math.min(sent, ledger.schedule().message(p, own));
      }
    }
    return sent;
  }

  /** All phases. An interrupt ends the run early, with what was measured. */
  Outcome conduct() {
    Optional<StopException> stop = Optional.empty();
    try {
      connect();
      warmUp();
      measure();
      drain();
    } catch (StopException e) {
      stop = Optional.of(e);
    } catch (InterruptedException e) {
      stop = Optional.of(new StopException("interrupted", false));
    }
    return sumUp(stop);
  }

  private void connect() throws InterruptedException, StopException {
    if (!crowd.awaitSettled(plan.ramp().plus(CONNECT_PATIENCE.multipliedBy(4)).toNanos())) {
      throw new StopException("connecting took too long", true);
    }
    for (PublisherSocket publisher : cast.publishers()) {
      try {
        publisher.whenOpen().get(CONNECT_PATIENCE.toSeconds(), TimeUnit.SECONDS);
      } catch (ExecutionException e) {
        throw new StopException("a publisher could not connect: " + e.getCause(), true);
      } catch (TimeoutException e) {
        throw new StopException("a publisher could not connect in time", true);
      }
    }
    if (crowd.open() == 0) {
      throw new StopException("no listener could connect", true);
    }
  }

  /** One broadcast after the other, each awaited: fast as the system can, and never faster. */
  private void warmUp() throws InterruptedException, StopException {
    phase = Phase.WARMING_UP;
    long end = System.nanoTime() + WARM_UP_PATIENCE.toNanos();
    List<PublisherSocket> publishers = cast.publishers();
    long awaited = ledger.counts().warmUps();
    for (int i = 0; i < plan.warmUps() && System.nanoTime() - end < 0; i++) {
      publishers.get(i % publishers.size()).warmUp(i);
      warmUps = i + 1;
      awaited += crowd.open();
      long goal = awaited;
      await(() -> ledger.counts().warmUps() >= goal, end);
    }
  }

  private void measure() throws InterruptedException, StopException {
    startCpu = processCpu();
    startedAt = Instant.now();
    startNanos = System.nanoTime() + Duration.ofMillis(50).toNanos();
    phase = Phase.MEASURING;
    cast.publishers().forEach(publisher -> publisher.start(startNanos));
    int messages = ledger.schedule().messages();
    // A send that lags behind its schedule by the whole deadline will not be waited for.
    long end = startNanos + ledger.schedule().length().plus(plan.deadline()).toNanos();
    await(() -> sent() == messages, end);
  }

  private void drain() throws InterruptedException, StopException {
    phase = Phase.DRAINING;
    long end = startNanos + ledger.schedule().length().plus(plan.deadline()).toNanos();
    long expected = (long) crowd.opened() * ledger.schedule().messages();
    await(
        () -> {
          var counts = ledger.counts();
          return counts.received() + counts.late() >= expected;
        },
        end);
    // A duplicate may trail the last first delivery.
    TimeUnit.MILLISECONDS.sleep(200);
  }

  private void await(BooleanSupplier condition, long endNanos)
      throws InterruptedException, StopException {
    while (!condition.getAsBoolean() && System.nanoTime() - endNanos < 0) {
      if (crowd.open() == 0) {
        throw new StopException("every listener's socket was closed: " + crowd.closes(), true);
      }
      for (PublisherSocket publisher : cast.publishers()) {
        if (publisher.whenGone().isDone()) {
          throw new StopException(
              "a publisher's socket was closed: " + publisher.whenGone().getNow(""), true);
        }
      }
      TimeUnit.MILLISECONDS.sleep(2);
    }
  }

  private Outcome sumUp(Optional<StopException> stop) {
    boolean measuring = phase.compareTo(Phase.MEASURING) >= 0;
    cast.publishers().forEach(PublisherSocket::stop);
    if (measuring) {
      measured = Duration.ofNanos(System.nanoTime() - startNanos);
      cpu = Duration.ofNanos(processCpu() - startCpu);
    }
    try {
      cast.fence();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    int sent = measuring ? sent() : 0;
    List<MessageTally> tallies = ledger.tallies(startNanos, sent);
    latencies.tick();
    Outcome outcome =
        new Outcome(
            plan,
            startedAt,
            sent,
            stop.map(StopException::getMessage),
            stop.map(StopException::unavailable).orElse(false),
            ledger.counts(),
            tallies,
            latencies,
            crowd.snapshot(),
            cast.publishers().stream().mapToLong(PublisherSocket::refusals).sum(),
            warmUps,
            measured,
            cpu);
    phase = Phase.DONE;
    return outcome;
  }

  /** Tells Gatling message by message, closes the sockets and lets its virtual users go. */
  void dismiss(Outcome outcome) {
    Engine engine = cast.engine();
    if (engine != null) {
      outcome.tallies().forEach(tally -> log(engine, tally));
    }
    cast.close();
    try {
      crowd.awaitGone(GOODBYE.toNanos());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    crowd.release();
  }

  private static void log(Engine engine, MessageTally tally) {
    long last = tally.dueNanos() + tally.lastNanos().orElse(0);
    String failure =
        tally.complete() ? null : "lost %d, late %d".formatted(tally.lost(), tally.late());
    engine.log("publishers", "broadcast to last", tally.dueNanos(), last, failure);
    if (tally.firstNanos().isPresent()) {
      long first = tally.dueNanos() + tally.firstNanos().getAsLong();
      engine.log("publishers", "broadcast to first", tally.dueNanos(), first, null);
    }
  }

  private static long processCpu() {
    return ManagementFactory.getOperatingSystemMXBean()
            instanceof com.sun.management.OperatingSystemMXBean os
        ? os.getProcessCpuTime()
        : 0;
  }
}
