package dev.chatctl.loadtest.injector;

import dev.chatctl.loadtest.ledger.Counts;
import dev.chatctl.loadtest.ledger.Ledger;
import dev.chatctl.loadtest.plan.Chats;
import dev.chatctl.loadtest.plan.ConnectionSettings;
import dev.chatctl.loadtest.plan.Plan;
import dev.chatctl.loadtest.stats.ConnectionStats;
import dev.chatctl.loadtest.stats.Phase;
import dev.chatctl.loadtest.stats.ProcessCpu;
import dev.chatctl.loadtest.stats.RunStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Takes a run through its phases, on a thread of its own. */
final class PhaseRunner {
  private static final Duration WARM_UP_PATIENCE = Duration.ofSeconds(10);

  /** How much later everybody is cut off, at most, to let what was sent arrive. */
  private static final Duration QUIET_PATIENCE = Duration.ofSeconds(2);

  private static final long SECOND = 1_000_000_000L;

  private final Plan plan;
  private final Ledger ledger;
  private final ConnectionStats connections;
  private final VirtualUsers users;
  private final StartSignal signal;
  private final Attendance attendance;
  private volatile Phase phase = Phase.CONNECTING;
  private volatile int warmUps;
  private volatile long startNanos;
  private volatile Instant startedAt = Instant.now();
  private volatile Reading start = Reading.now();
  private volatile @Nullable Reading lingering;
  private volatile Duration lingered = Duration.ZERO;
  private boolean stormed;

  PhaseRunner(
      Plan plan,
      Ledger ledger,
      ConnectionStats connections,
      VirtualUsers users,
      StartSignal signal) {
    this.plan = plan;
    this.ledger = ledger;
    this.connections = connections;
    this.users = users;
    this.signal = signal;
    this.attendance = new Attendance(plan, connections);
  }

  /** How the run stands. */
  RunStatus status() {
    Counts counts = ledger.counts();
    return new RunStatus(
        phase,
        connections.snapshot(),
        warmUps,
        sent(),
        users.senders().offered(),
        left(),
        ledger.expected(),
        counts);
  }

  private Duration left() {
    Duration length = plan.schedule().length();
    Duration left = phase.measured() ? length.minusNanos(plan.clock().now() - startNanos) : length;
    return left.isNegative() ? Duration.ZERO : left;
  }

  /** Start of the measured phase on the plan's clock; meaningful from then on. */
  long startNanos() {
    return startNanos;
  }

  /** Start of the measured phase by the clock on the wall; start of the run before. */
  Instant startedAt() {
    return startedAt;
  }

  /** What measuring took, up to the last arrival or the end of waiting. */
  RunResult.Usage usage(Duration longestPause, long residentBytes) {
    Reading end = lingering == null ? Reading.now() : lingering;
    return phase.measured()
        ? new RunResult.Usage(
            end.since(start), end.cpuSince(start), lingered, longestPause, residentBytes)
        : new RunResult.Usage(Duration.ZERO, Duration.ZERO, lingered, longestPause, residentBytes);
  }

  /** Measured messages whose time has come: the longest run from the first on without a gap. */
  int sent() {
    return phase.measured() ? users.senders().sent() : 0;
  }

  /** The listeners' connections at the end. */
  ConnectionStats.Snapshot connectionsAtEnd() {
    return attendance.atEnd();
  }

  /** All phases. Answers why the run ended early, if it did; an interrupt is one reason. */
  Optional<Stop> run() {
    try {
      connect();
      warmUp();
      measure();
      drain();
      return Optional.empty();
    } catch (StopException e) {
      return Optional.of(e.stop());
    } catch (InterruptedException e) {
      return Optional.of(new Stop("interrupted", Stop.Cause.USER));
    } finally {
      users.senders().stop();
    }
  }

  private void connect() throws InterruptedException, StopException {
    new ConnectPhase(plan, connections, users).run();
    attendance.require(users.indispensable());
  }

  /** One broadcast after the other, each awaited: fast as the system can, and never faster. */
  private void warmUp() throws InterruptedException, StopException {
    phase = Phase.WARMING_UP;
    long end = System.nanoTime() + WARM_UP_PATIENCE.toNanos();
    List<ScheduledSender> senders = users.senders().able();
    int planned = senders.isEmpty() ? 0 : plan.traffic().warmUps();
    for (int i = 0; i < planned && System.nanoTime() - end < 0; i++) {
      ScheduledSender sender = senders.get(i % senders.size());
      long awaited = ledger.counts().warmUps() + users.present(sender.publisher());
      sender.warmUp(i);
      warmUps = i + 1;
      await(() -> ledger.counts().warmUps() >= awaited, end);
    }
    checkDescription();
  }

  /** One that finds no message would tell of nothing but losses. */
  private void checkDescription() throws StopException {
    Chats chats = plan.system().chats();
    Optional<String> instead = users.withoutMessage();
    if (warmUps > 0
        && ledger.counts().warmUps() == 0
        && instead.isPresent()
        && chats.protocols().stream().anyMatch(it -> !it.hasMessagesAnywhere())) {
      throw new StopException(
          Stop.Cause.SYSTEM,
          "no message was found where \"messages\" of %s says; what arrived instead: %s"
              .formatted(chats.shown(), instead.get()));
    }
  }

  private void measure() throws InterruptedException, StopException {
    try {
      startNanos = signal.await(plan.clock());
    } catch (IllegalStateException e) {
      throw new StopException(Stop.Cause.INJECTOR, String.valueOf(e.getMessage()));
    }
    startedAt = Instant.now().plusNanos(startNanos - plan.clock().now());
    start = new Reading(startNanos - plan.clock().offsetNanos(), ProcessCpu.nanos());
    phase = Phase.MEASURING;
    users.start(startNanos);
    int messages = plan.schedule().messages();
    await(() -> sent() == messages, end());
    if (sent() < messages) {
      throw new StopException(
          Stop.Cause.INJECTOR, "sent %d of %d messages".formatted(sent(), messages));
    }
  }

  private void drain() throws InterruptedException, StopException {
    phase = Phase.DRAINING;
    users.stopReading();
    await(() -> everythingArrived() && !users.isReading(), end());
    users.countUnanswered();
    linger();
    if (plan.connections().reconnect()) {
      attendance.awaitAll();
    }
  }

  /** Listens on: what comes now was sent twice, or is late. */
  private void linger() throws InterruptedException, StopException {
    Reading from = Reading.now();
    lingering = from;
    // Who sends and asks nothing more may be cut like everybody: that is counted, no end of the
    // run.
    attendance.require(List.of());
    long nanos = plan.traffic().linger().toNanos();
    await(() -> false, from.nanos() + nanos);
    lingered = Reading.now().since(from);
  }

  private boolean everythingArrived() {
    return ledger.counts().deliveries().distinct() >= ledger.expected();
  }

  /** When the last message's deadline has passed, by {@link System#nanoTime()}. */
  private long end() {
    Duration length = plan.schedule().length().plus(plan.traffic().deadline());
    return startNanos - plan.clock().offsetNanos() + length.toNanos();
  }

  private void await(BooleanSupplier condition, long endNanos)
      throws InterruptedException, StopException {
    while (!condition.getAsBoolean() && System.nanoTime() - endNanos < 0) {
      users.watch().check();
      attendance.check();
      plan.connections().storm().ifPresent(this::storm);
      TimeUnit.MILLISECONDS.sleep(phase.measured() ? 10 : 1);
    }
  }

  private void storm(ConnectionSettings.Storm storm) {
    double late = plan.clock().now() - startNanos - storm.atSecond() * SECOND;
    if (!stormed
        && phase == Phase.MEASURING
        && late > 0
        && (nothingIsUnderWay() || late > QUIET_PATIENCE.toNanos())) {
      stormed = true;
      users.storm(storm.rate());
    }
  }

  /** Whom the plan takes away with a message under way to it, it makes lose that. */
  private boolean nothingIsUnderWay() {
    return ledger.counts().deliveries().distinct() >= ledger.expected(0, sent());
  }

  /** Everything is summed up. */
  void done() {
    phase = Phase.DONE;
  }
}
