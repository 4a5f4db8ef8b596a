package dev.chatctl.core.fanout;

import dev.chatctl.core.room.Recipient;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The account of one broadcast. Every recipient is counted in exactly one of delivered, gone,
 * throttled, failed and left over.
 *
 * @param throttled recipients that were throttled at every attempt
 * @param failures how many failed, by reason
 * @param throttledPosts answers of 429, each attempt counted
 * @param retries attempts beyond each recipient's first
 * @param leftOver who had not been begun, or waited for another attempt, when the deadline came; in
 *     the order they were given
 * @param postMillis how long recipients took, retries included: evenly chosen samples, at most 100
 *     of each broadcast added up
 */
public record BroadcastReport(
    int recipients,
    int delivered,
    List<Recipient> gone,
    int throttled,
    Map<String, Integer> failures,
    long throttledPosts,
    long retries,
    List<Recipient> leftOver,
    List<Double> postMillis,
    Duration elapsed) {
  public BroadcastReport {
    gone = List.copyOf(gone);
    failures = Map.copyOf(failures);
    leftOver = List.copyOf(leftOver);
    postMillis = List.copyOf(postMillis);
    int counted = delivered + gone.size() + throttled + sum(failures) + leftOver.size();
    if (counted != recipients) {
      throw new IllegalArgumentException(
          "recipients: " + recipients + " (expected: " + counted + ", the sum of the outcomes)");
    }
  }

  /** A broadcast to nobody. */
  public static final BroadcastReport EMPTY =
      new BroadcastReport(0, 0, List.of(), 0, Map.of(), 0, 0, List.of(), List.of(), Duration.ZERO);

  // AWS: one metric of an embedded-metrics document holds at most 100 values.
  static final int MAX_SAMPLES = 100;

  /** At most 100 of the samples, evenly chosen. */
  public List<Double> postSamples() {
    int every = Math.ceilDiv(Math.max(1, postMillis.size()), MAX_SAMPLES);
    return IntStream.iterate(0, i -> i < postMillis.size(), i -> i + every)
        .mapToObj(postMillis::get)
        .toList();
  }

  /** Who is alive, as far as we know, and did not get the frame. */
  public int undelivered() {
    return throttled + failed() + leftOver.size();
  }

  /** Who was refused, or failed at every attempt. */
  public int failed() {
    return sum(failures);
  }

  /** The account without whom the deadline left over; somebody else answers for the rest. */
  public BroadcastReport withoutLeftOver() {
    return new BroadcastReport(
        recipients - leftOver.size(),
        delivered,
        gone,
        throttled,
        failures,
        throttledPosts,
        retries,
        List.of(),
        postMillis,
        elapsed);
  }

  /** Both broadcasts in one account, as long as both took one after the other. */
  public BroadcastReport plus(BroadcastReport later) {
    return new BroadcastReport(
        recipients + later.recipients,
        delivered + later.delivered,
        joined(gone, later.gone),
        throttled + later.throttled,
        joined(failures, later.failures),
        throttledPosts + later.throttledPosts,
        retries + later.retries,
        joined(leftOver, later.leftOver),
        joined(postMillis, later.postMillis),
        elapsed.plus(later.elapsed));
  }

  private static int sum(Map<String, Integer> counts) {
    return counts.values().stream().mapToInt(Integer::intValue).sum();
  }

  private static Map<String, Integer> joined(
      Map<String, Integer> first, Map<String, Integer> second) {
    var joined = new HashMap<>(first);
    second.forEach((reason, count) -> joined.merge(reason, count, Integer::sum));
    return joined;
  }

  private static <T> List<T> joined(List<T> first, List<T> second) {
    return Stream.concat(first.stream(), second.stream()).toList();
  }
}
