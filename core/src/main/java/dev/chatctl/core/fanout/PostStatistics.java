package dev.chatctl.core.fanout;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * How the posts of a broadcast went, whatever became of its recipients.
 *
 * @param throttled answers of 429, to the first of the attempts that a connection lets pass
 * @param retried attempts beyond each recipient's first
 * @param millis how long recipients took, retries included: evenly chosen samples, at most 100 of
 *     each broadcast added up
 */
public record PostStatistics(long throttled, long retried, List<Double> millis, Duration elapsed) {
  static final PostStatistics NONE = new PostStatistics(0, 0, List.of(), Duration.ZERO);

  // AWS: one metric of an embedded-metrics document holds at most 100 values.
  private static final int MAX_SAMPLES = 100;

  /** Which of so many to look at, so that no more are looked at than a metric holds. */
  static int sampleEvery(int count) {
    return Math.ceilDiv(Math.max(1, count), MAX_SAMPLES);
  }

  /** At most 100 of the samples, evenly chosen. */
  public List<Double> samples() {
    int every = sampleEvery(millis.size());
    return IntStream.iterate(0, i -> i < millis.size(), i -> i + every)
        .mapToObj(millis::get)
        .toList();
  }

  /** Of both broadcasts, as long as both took one after the other. */
  PostStatistics plus(PostStatistics later) {
    return new PostStatistics(
        throttled + later.throttled,
        retried + later.retried,
        Stream.concat(millis.stream(), later.millis.stream()).toList(),
        elapsed.plus(later.elapsed));
  }
}
