package dev.chatctl.loadtest.consistency.run;

import java.time.Duration;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * What one client does, without end: of the same seed and client always the same. Not thread-safe.
 */
final class Script {
  private static final int ALL = Arrays.stream(Step.values()).mapToInt(step -> step.weight).sum();
  private static final int MEAN_PAUSE_MILLIS = 350;
  private static final int LONGEST_ABSENCE_MILLIS = 4_000;

  private final SplittableRandom random;
  private final boolean stays;

  /**
   * A client's.
   *
   * @param stays whether it never leaves, and so is owed all there is
   */
  Script(long seed, int client, boolean stays) {
    this.random = new SplittableRandom(seed * 1_000_003 + client);
    this.stays = stays;
  }

  /**
   * One thing to do.
   *
   * @param pause before it
   * @param size how many messages it says or, at most, a page has
   * @param absence until it comes back, if it leaves
   */
  record Move(Step step, Duration pause, int size, Duration absence) {}

  Move next() {
    Step step = step(random.nextInt(ALL));
    return new Move(
        stays && step.isDeparture() ? Step.SAY : step,
        Duration.ofMillis((long) (-MEAN_PAUSE_MILLIS * Math.log(1 - random.nextDouble()))),
        step == Step.SAY_AT_ONCE ? random.nextInt(2, 5) : random.nextInt(5, 60),
        Duration.ofMillis(random.nextInt(LONGEST_ABSENCE_MILLIS)));
  }

  private static Step step(int drawn) {
    int left = drawn;
    for (Step step : Step.values()) {
      left -= step.weight;
      if (left < 0) {
        return step;
      }
    }
    throw new IllegalStateException("drawn: " + drawn);
  }
}
