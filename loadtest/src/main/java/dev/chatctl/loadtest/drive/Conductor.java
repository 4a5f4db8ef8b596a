package dev.chatctl.loadtest.drive;

import dev.chatctl.loadtest.ledger.Ledger;
import dev.chatctl.loadtest.ledger.Schedule;
import dev.chatctl.loadtest.plan.Connecting;
import dev.chatctl.loadtest.plan.Plan;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Leads a run through its phases, on a thread of its own. */
final class Conductor {
  private static final Duration CONNECT_PATIENCE = Duration.ofSeconds(45);
  private static final Duration WARM_UP_PATIENCE = Duration.ofSeconds(10);
  private static final long SECOND = 1_000_000_000L;

  private final Plan plan;
  private final Ledger ledger;
  private final Crowd crowd;
  private final Cast cast;
  private final StartSignal signal;
  private volatile Phase phase = Phase.CONNECTING;
  private volatile int warmUps;
  private volatile long startNanos;
  private volatile Instant startedAt = Instant.now();
  private volatile long startCpu;
  private boolean stormed;
  private long lastOpenNanos;
  private List<Companion> companions = List.of();
  private Crowd.@Nullable Snapshot last;

  Conductor(Plan plan, Ledger ledger, Crowd crowd, Cast cast, StartSignal signal) {
    this.plan = plan;
    this.ledger = ledger;
    this.crowd = crowd;
    this.cast = cast;
    this.signal = signal;
  }

  Phase phase() {
    return phase;
  }

  /** Warm-up broadcasts sent so far. */
  int warmUps() {
    return warmUps;
  }

  /** Start of the measured phase on the plan's timeline; meaningful from then on. */
  long startNanos() {
    return startNanos;
  }

  /** Start of the measured phase by the clock on the wall; start of the run before. */
  Instant startedAt() {
    return startedAt;
  }

  /** CPU time used since the measured phase began. */
  Duration cpu() {
    return phase.measured() ? Duration.ofNanos(ProcessCpu.nanos() - startCpu) : Duration.ZERO;
  }

  /** Time since the measured phase began. */
  Duration measured() {
    return phase.measured() ? Duration.ofNanos(plan.timeline().now() - startNanos) : Duration.ZERO;
  }

  /** Measured messages whose time has come: the longest run from the first on without a gap. */
  int sent() {
    if (!phase.measured()) {
      return 0;
    }
    Schedule schedule = ledger.schedule();
    int sent = schedule.messages();
    for (Speaker speaker : cast.speakers()) {
      if (schedule.contains(speaker.publisher(), speaker.passed())) {
        sent = Math.min(sent, schedule.message(speaker.publisher(), speaker.passed()));
      }
    }
    return sent;
  }

  /** Measured messages that were for this process to send and whose time has come. */
  int offered() {
    return cast.speakers().stream().mapToInt(Speaker::passed).sum();
  }

  /** All phases. Answers why the run ended early, if it did; an interrupt is one reason. */
  Optional<StopException> conduct() {
    try {
      connect();
      warmUp();
      measure();
      drain();
      return Optional.empty();
    } catch (StopException e) {
      return Optional.of(e);
    } catch (InterruptedException e) {
      return Optional.of(StopException.interrupted());
    } finally {
      cast.speakers().forEach(Speaker::stop);
    }
  }

  private void connect() throws InterruptedException, StopException {
    if (!crowd.awaitSettled(plan.ramp().plus(CONNECT_PATIENCE.multipliedBy(4)).toNanos())) {
      throw new StopException("connecting took too long", true);
    }
    long end = System.nanoTime() + CONNECT_PATIENCE.toNanos();
    int planned = plan.publishers() + plan.readers();
    while (cast.companions().size() < planned) {
      if (System.nanoTime() - end >= 0) {
        throw new StopException("publishers and readers did not come in time", true);
      }
      TimeUnit.MILLISECONDS.sleep(5);
    }
    for (Companion companion : cast.companions()) {
      try {
        companion.lifeline().whenOpen().get(CONNECT_PATIENCE.toSeconds(), TimeUnit.SECONDS);
      } catch (ExecutionException e) {
        String reason = e.getCause() == null ? "" : ": " + e.getCause().getMessage();
        throw new StopException(companion.role() + " could not connect" + reason, true);
      } catch (TimeoutException e) {
        throw new StopException(companion.role() + " could not connect in time", true);
      }
    }
    companions = cast.companions();
    lastOpenNanos = System.nanoTime();
    if (crowd.open() == 0) {
      throw new StopException("no listener could connect: " + crowd.snapshot().failures(), true);
    }
  }

  /** One broadcast after the other, each awaited: fast as the system can, and never faster. */
  private void warmUp() throws InterruptedException, StopException {
    phase = Phase.WARMING_UP;
    long end = System.nanoTime() + WARM_UP_PATIENCE.toNanos();
    // Who could not connect has nothing to say and nothing to hear.
    var speakers = cast.speakers().stream().filter(Speaker::isHeard).toList();
    int rooms = plan.audience().rooms();
    int goes = speakers.isEmpty() ? 0 : plan.traffic().warmUps();
    for (int i = 0; i < goes && System.nanoTime() - end < 0; i++) {
      Speaker speaker = speakers.get(i % speakers.size());
      long awaited = ledger.counts().warmUps() + cast.present(speaker.publisher() % rooms);
      speaker.warmUp(i);
      warmUps = i + 1;
      await(() -> ledger.counts().warmUps() >= awaited, end);
    }
  }

  private void measure() throws InterruptedException, StopException {
    try {
      startNanos = signal.await(plan.timeline());
    } catch (IllegalStateException e) {
      throw new StopException(String.valueOf(e.getMessage()), false);
    }
    startedAt = Instant.now().plusNanos(startNanos - plan.timeline().now());
    startCpu = ProcessCpu.nanos();
    phase = Phase.MEASURING;
    cast.start(startNanos);
    int messages = ledger.schedule().messages();
    await(() -> sent() == messages, end());
    if (sent() < messages) {
      throw new StopException("sent %d of %d messages".formatted(sent(), messages), false);
    }
  }

  private void drain() throws InterruptedException, StopException {
    phase = Phase.DRAINING;
    cast.stopReading();
    await(() -> everythingArrived() && !cast.isReading(), end());
    // A duplicate may trail the last first delivery.
    TimeUnit.MILLISECONDS.sleep(200);
    cast.countUnanswered();
    if (plan.connecting().reconnect()) {
      await(this::everybodyIsThere, System.nanoTime() + CONNECT_PATIENCE.toNanos());
    }
  }

  /** At one moment; at the next, a listener may well be between two sockets again. */
  private boolean everybodyIsThere() {
    Crowd.Snapshot now = crowd.snapshot();
    last = now;
    return now.open() == now.opened();
  }

  /** The listeners' connections at the end. */
  Crowd.Snapshot crowdAtEnd() {
    return last == null ? crowd.snapshot() : last;
  }

  private boolean everythingArrived() {
    var counts = ledger.counts();
    return counts.received() + counts.late() >= ledger.expected();
  }

  /** When the last message's deadline has passed, by {@link System#nanoTime()}. */
  private long end() {
    Duration length = ledger.schedule().length().plus(plan.traffic().deadline());
    return startNanos - plan.timeline().offsetNanos() + length.toNanos();
  }

  private void await(BooleanSupplier condition, long endNanos)
      throws InterruptedException, StopException {
    while (!condition.getAsBoolean() && System.nanoTime() - endNanos < 0) {
      stopIfNobodyIsThere();
      plan.connecting().storm().ifPresent(this::storm);
      TimeUnit.MILLISECONDS.sleep(phase.measured() ? 10 : 1);
    }
  }

  private void stopIfNobodyIsThere() throws StopException {
    if (crowd.open() > 0) {
      lastOpenNanos = System.nanoTime();
    } else if (!plan.connecting().reconnect()) {
      throw new StopException("every listener's socket was closed: " + crowd.closes(), true);
    } else if (System.nanoTime() - lastOpenNanos > CONNECT_PATIENCE.toNanos()) {
      throw new StopException(
          "nobody could connect again for " + CONNECT_PATIENCE.toSeconds() + " s", true);
    }
    for (Companion companion : companions) {
      if (companion.lifeline().whenGone().isDone()) {
        throw new StopException(
            companion.role()
                + "'s socket was closed: "
                + companion.lifeline().whenGone().getNow(""),
            true);
      }
    }
  }

  private void storm(Connecting.Storm storm) {
    if (!stormed
        && phase == Phase.MEASURING
        && plan.timeline().now() - startNanos > storm.atSecond() * SECOND) {
      stormed = true;
      cast.storm(storm.rate());
    }
  }

  /** Everything is summed up. */
  void done() {
    phase = Phase.DONE;
  }
}
