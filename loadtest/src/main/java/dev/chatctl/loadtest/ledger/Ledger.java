package dev.chatctl.loadtest.ledger;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import org.HdrHistogram.Histogram;

/**
 * The account of every (message, recipient). After the end each pair is in exactly one of received,
 * late, lost and excused; duplicates and reordered deliveries are counted besides.
 */
public final class Ledger {
  private final Schedule schedule;
  private final long deadlineNanos;
  private final List<ListenerAccount> recipients;
  private final Map<Integer, List<ListenerAccount>> rooms;
  private final long expected;
  private final List<LoopAccount> loops = new CopyOnWriteArrayList<>();

  /**
   * An empty account.
   *
   * @param numbers the recipients' numbers among all of the run
   * @param deadline a delivery later than this after its due time is late
   */
  public Ledger(Schedule schedule, List<Integer> numbers, Duration deadline) {
    this.schedule = schedule;
    this.deadlineNanos = deadline.toNanos();
    this.recipients =
        numbers.stream().map(number -> new ListenerAccount(number, schedule)).toList();
    this.rooms = recipients.stream().collect(Collectors.groupingBy(ListenerAccount::room));
    this.expected = expected(0, schedule.messages());
  }

  /** A new loop, for one event loop. */
  public LoopAccount newLoopAccount() {
    LoopAccount loop = new LoopAccount(schedule, deadlineNanos);
    loops.add(loop);
    return loop;
  }

  /** The {@code index}-th recipient. */
  public ListenerAccount recipient(int index) {
    return recipients.get(index);
  }

  /** All recipients, in the order of connecting. */
  public List<ListenerAccount> recipients() {
    return recipients;
  }

  /** What is to be sent. */
  public Schedule schedule() {
    return schedule;
  }

  /** Totals so far. */
  public Counts counts() {
    return new Counts(
        sum(LoopAccount::received),
        sum(LoopAccount::late),
        sum(LoopAccount::duplicates),
        sum(LoopAccount::reordered),
        sum(LoopAccount::warmUps),
        sum(LoopAccount::strangers));
  }

  private long sum(ToLongFunction<LoopAccount> counter) {
    return loops.stream().mapToLong(counter).sum();
  }

  /** Deliveries if every message of the schedule reaches everybody in its room. */
  public long expected() {
    return expected;
  }

  /** Deliveries due for the messages {@code from..to-1}. */
  public long expected(int from, int to) {
    long expected = 0;
    for (int m = from; m < to; m++) {
      expected += members(m);
    }
    return expected;
  }

  private int members(int message) {
    return rooms.getOrDefault(schedule.room(message), List.of()).size();
  }

  /**
   * Time from due to the last arrival, if a message has reached everybody; a glance without a
   * fence, which may come a moment late.
   */
  public OptionalLong completeNanos(int message) {
    int reached = 0;
    long last = Long.MIN_VALUE;
    for (LoopAccount loop : loops) {
      reached += loop.receivedOf[message] + loop.lateOf[message];
      last = Math.max(last, loop.lastNanos[message]);
    }
    return reached > 0 && reached == members(message)
        ? OptionalLong.of(last)
        : OptionalLong.empty();
  }

  /** Latencies recorded since the last call, microseconds, over all loops. */
  public Histogram interval() {
    Histogram all = Micros.histogram();
    all.setStartTimeStamp(Long.MAX_VALUE);
    loops.forEach(loop -> all.add(loop.interval()));
    return all;
  }

  /** How arrivals were spread, message by message. The event loops must be fenced before. */
  public ArrivalCurves curves() {
    ArrivalCurves all = new ArrivalCurves(schedule.messages());
    loops.forEach(loop -> all.add(loop.curves));
    return all;
  }

  /**
   * The account of the messages {@code 0..due-1}. The event loops must be fenced before.
   *
   * @param startNanos start of the measured phase, on the clock of {@link System#nanoTime()}
   * @param endNanos end of the run: who has not received a message by then, but still had time to,
   *     is excused like anybody whose socket was closed before the deadline
   * @param unsent messages that were due but never sent
   */
  public List<MessageTally> tallies(long startNanos, long endNanos, int due, Set<Integer> unsent) {
    List<MessageTally> tallies = new ArrayList<>(due);
    for (int m = 0; m < due; m++) {
      long at = startNanos + schedule.offsetNanos(m);
      tallies.add(
          unsent.contains(m)
              ? MessageTally.unsent(m, schedule.publisher(m), schedule.sequence(m), at)
              : tally(m, at, endNanos));
    }
    return tallies;
  }

  private MessageTally tally(int message, long due, long end) {
    int received = 0;
    int late = 0;
    int duplicates = 0;
    long first = Long.MAX_VALUE;
    long last = Long.MIN_VALUE;
    for (LoopAccount loop : loops) {
      received += loop.receivedOf[message];
      late += loop.lateOf[message];
      duplicates += loop.duplicatesOf[message];
      first = Math.min(first, loop.firstNanos[message]);
      last = Math.max(last, loop.lastNanos[message]);
    }
    int lost = 0;
    int excused = 0;
    List<ListenerAccount> members = rooms.getOrDefault(schedule.room(message), List.of());
    if (received + late < members.size()) {
      for (ListenerAccount recipient : members) {
        if (!recipient.hasSeen(message)) {
          if (end - due >= deadlineNanos && recipient.openDuring(due, due + deadlineNanos)) {
            lost++;
          } else {
            excused++;
          }
        }
      }
    }
    boolean any = received + late > 0;
    return new MessageTally(
        message,
        schedule.publisher(message),
        schedule.sequence(message),
        due,
        false,
        received,
        late,
        lost,
        excused,
        duplicates,
        any ? OptionalLong.of(first) : OptionalLong.empty(),
        any ? OptionalLong.of(last) : OptionalLong.empty());
  }
}
