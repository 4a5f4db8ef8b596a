package dev.chatctl.core.fanout;

import dev.chatctl.core.room.Recipient;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The account of one broadcast. Every recipient is counted in exactly one of delivered, gone,
 * throttled, failed and left over.
 *
 * @param throttled recipients that were throttled at every attempt
 * @param failures how many failed, by reason
 * @param leftOver who had not been begun, or waited for another attempt, when the deadline came; in
 *     the order they were given
 */
public record BroadcastReport(
    int delivered,
    List<Recipient> gone,
    List<Recipient> throttled,
    Map<String, Integer> failures,
    List<Recipient> leftOver,
    PostStatistics posts) {
  /** A broadcast to nobody. */
  public static final BroadcastReport EMPTY =
      new BroadcastReport(0, List.of(), List.of(), Map.of(), List.of(), PostStatistics.NONE);

  public BroadcastReport {
    gone = List.copyOf(gone);
    throttled = List.copyOf(throttled);
    failures = Map.copyOf(failures);
    leftOver = List.copyOf(leftOver);
  }

  /**
   * Counts.
   *
   * @param outcomes by a recipient's place in the list; null for who was not begun
   */
  static BroadcastReport of(
      List<Recipient> recipients,
      IntFunction<@Nullable PostOutcome> outcomes,
      PostStatistics posts) {
    int delivered = 0;
    var failures = new TreeMap<String, Integer>();
    var gone = new ArrayList<Recipient>();
    var throttled = new ArrayList<Recipient>();
    var leftOver = new ArrayList<Recipient>();
    for (int i = 0; i < recipients.size(); i++) {
      switch (outcomes.apply(i)) {
        case null -> leftOver.add(recipients.get(i));
        case PostOutcome.LeftOver l -> leftOver.add(recipients.get(i));
        case PostOutcome.Delivered d -> delivered++;
        case PostOutcome.Gone g -> gone.add(recipients.get(i));
        case PostOutcome.Throttled t -> throttled.add(recipients.get(i));
        case PostOutcome.Unanswered u -> failures.merge("no answer in time", 1, Integer::sum);
        case PostOutcome.Failed f -> failures.merge(f.reason(), 1, Integer::sum);
      }
    }
    return new BroadcastReport(delivered, gone, throttled, failures, leftOver, posts);
  }

  public int recipients() {
    return delivered + gone.size() + undelivered();
  }

  /** Who is alive, as far as we know, and did not get the frame. */
  public int undelivered() {
    return throttled.size() + failed() + leftOver.size();
  }

  /** Who would not take the frame while others did. */
  public int refusingAlone() {
    return delivered > 0 ? throttled.size() : 0;
  }

  /** Who was refused, or failed at every attempt. */
  public int failed() {
    return failures.values().stream().mapToInt(Integer::intValue).sum();
  }

  /** The account without whom the deadline left over; somebody else answers for the rest. */
  public BroadcastReport withoutLeftOver() {
    return new BroadcastReport(delivered, gone, throttled, failures, List.of(), posts);
  }

  /** Both broadcasts in one account. */
  public BroadcastReport plus(BroadcastReport later) {
    var reasons = new HashMap<>(failures);
    later.failures.forEach((reason, count) -> reasons.merge(reason, count, Integer::sum));
    return new BroadcastReport(
        delivered + later.delivered,
        joined(gone, later.gone),
        joined(throttled, later.throttled),
        reasons,
        joined(leftOver, later.leftOver),
        posts.plus(later.posts));
  }

  private static List<Recipient> joined(List<Recipient> first, List<Recipient> second) {
    return Stream.concat(first.stream(), second.stream()).toList();
  }
}
