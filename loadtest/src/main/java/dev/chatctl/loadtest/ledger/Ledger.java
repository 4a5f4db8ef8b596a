package dev.chatctl.loadtest.ledger;

import dev.chatctl.loadtest.ledger.MessageTally.Message;
import dev.chatctl.loadtest.ledger.MessageTally.Recipients;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
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
  private final Set<Integer> unechoed;
  private final long expected;
  private final List<LoopAccount> loops = new CopyOnWriteArrayList<>();
  private final Pauses pauses = new Pauses();

  /** When the messages were sent. */
  public interface Sendings {
    /** Stands for never. */
    long NEVER = Long.MAX_VALUE;

    /** When that message was sent; when it was due, where another process sends it. */
    long sentNanos(int message, long dueNanos);
  }

  /** An empty account of recipients who hear everything. */
  public Ledger(Schedule schedule, List<Integer> numbers, Duration deadline) {
    this(schedule, numbers, Set.of(), deadline);
  }

  /**
   * An empty account.
   *
   * @param numbers the recipients' numbers among all of the run
   * @param unechoed of those who publish, too, and are not told what they say themselves
   * @param deadline a delivery later than this after its due time is late
   */
  public Ledger(
      Schedule schedule, List<Integer> numbers, Set<Integer> unechoed, Duration deadline) {
    this.schedule = schedule;
    this.deadlineNanos = deadline.toNanos();
    this.unechoed = Set.copyOf(unechoed);
    this.recipients =
        numbers.stream()
            .map(number -> new ListenerAccount(number, !unechoed.contains(number), schedule))
            .toList();
    this.rooms = recipients.stream().collect(Collectors.groupingBy(ListenerAccount::room));
    this.expected = expected(0, schedule.messages());
  }

  /** A new loop, for one event loop. */
  public LoopAccount newLoopAccount() {
    LoopAccount loop = new LoopAccount(schedule, deadlineNanos, pauses);
    loops.add(loop);
    return loop;
  }

  /** When this process could not run. */
  public Pauses pauses() {
    return pauses;
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
    return loops.stream().map(LoopAccount::counts).reduce(Counts.ZERO, Counts::plus);
  }

  /** Deliveries if every message of the schedule reaches everybody it is meant for. */
  public long expected() {
    return expected;
  }

  /** Deliveries due for the messages {@code from..to-1}. */
  public long expected(int from, int to) {
    long expected = 0;
    for (int m = from; m < to; m++) {
      expected += recipients(m);
    }
    return expected;
  }

  /** How many recipients of this ledger a message is meant for. */
  private int recipients(int message) {
    return members(message).size() - (unechoed.contains(schedule.publisher(message)) ? 1 : 0);
  }

  private List<ListenerAccount> members(int message) {
    return rooms.getOrDefault(schedule.room(message), List.of());
  }

  /**
   * Time from due to the last arrival, if a message has reached everybody; a glance without a
   * fence, which may come a moment late.
   */
  public OptionalLong completeNanos(int message) {
    int reached = 0;
    long last = Long.MIN_VALUE;
    for (LoopAccount loop : loops) {
      reached += loop.reached(message);
      last = Math.max(last, loop.lastNanos(message));
    }
    return reached > 0 && reached == recipients(message)
        ? OptionalLong.of(last)
        : OptionalLong.empty();
  }

  /** Latencies recorded since the last call, microseconds, over all event loops. */
  public Histogram interval() {
    return sum(LoopAccount::interval);
  }

  /** Of those the ones that a pause of this process overlaps. */
  public Histogram pausedInterval() {
    return sum(LoopAccount::pausedInterval);
  }

  private Histogram sum(Function<LoopAccount, Histogram> part) {
    Histogram all = Micros.histogram();
    loops.forEach(loop -> all.add(part.apply(loop)));
    return all;
  }

  /**
   * What the ledger comes to.
   *
   * @param tallies of each message whose time to be sent came
   * @param curves how arrivals were spread, message by message
   * @param recipients in the order of connecting
   */
  public record Account(
      List<MessageTally> tallies,
      ArrivalCurves curves,
      List<ListenerAccount> recipients,
      Counts counts) {}

  /**
   * The account of the messages {@code 0..due-1}. The event loops' accounts must be closed before.
   *
   * @param startNanos start of the measured phase, on the plan's clock
   * @param endNanos end of the run: who has not received a message by then, but still had time to,
   *     and no later one, is excused
   */
  public Account account(long startNanos, long endNanos, int due, Sendings sendings) {
    List<MessageTally> tallies = new ArrayList<>(due);
    for (int m = 0; m < due; m++) {
      Message message =
          new Message(
              m, schedule.publisher(m), schedule.sequence(m), startNanos + schedule.offsetNanos(m));
      long sent = sendings.sentNanos(m, message.dueNanos());
      tallies.add(
          sent == Sendings.NEVER ? MessageTally.unsent(message) : tally(message, sent, endNanos));
    }
    ArrivalCurves curves = new ArrivalCurves(schedule.messages());
    loops.forEach(loop -> curves.add(loop.curves()));
    return new Account(List.copyOf(tallies), curves, recipients, counts());
  }

  private MessageTally tally(Message message, long sent, long end) {
    MessageTally arrived =
        loops.stream()
            .map(loop -> loop.tally(message))
            .reduce(MessageTally.missed(message, Recipients.NONE), MessageTally::plus);
    return arrived.recipients().all() == recipients(message.number())
        ? arrived
        : arrived.plus(MessageTally.missed(message, missing(message, sent, end)));
  }

  private Recipients missing(Message message, long sent, long end) {
    boolean unfinished = end - message.dueNanos() < deadlineNanos;
    int lost = 0;
    int away = 0;
    int excused = 0;
    for (ListenerAccount recipient : members(message.number())) {
      if (recipient.hasSeen(message.number()) || !recipient.hears(message.publisher())) {
        continue;
      }
      if (recipient.wasOnLeave(sent)
          || (unfinished && !recipient.hasSeenBeyond(message.number()))) {
        excused++;
      } else {
        lost++;
        away += recipient.wasConnected(sent) ? 0 : 1;
      }
    }
    return new Recipients(0, 0, lost, away, excused);
  }
}
