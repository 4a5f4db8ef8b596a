package dev.chatctl.loadtest.injector;

import dev.chatctl.loadtest.plan.RunClock;
import dev.chatctl.loadtest.plan.Text;
import java.time.Duration;

/** Decides when the measured phase starts, once this share of the run is ready for it. */
public interface StartSignal {
  /** As soon as everything is ready. */
  StartSignal WHEN_READY = clock -> clock.now() + Duration.ofMillis(50).toNanos();

  /**
   * Waits until the start is known.
   *
   * @return the start, on that clock
   * @throws IllegalStateException when there will be no start, with the reason
   */
  long await(RunClock clock) throws InterruptedException;

  /** At a time that all shards were told; it is too late once that has passed. */
  static StartSignal at(long nanos) {
    return clock -> {
      long ahead = nanos - clock.now();
      if (ahead < 0) {
        throw new IllegalStateException(
            Text.format(
                "--start-at: %.1f s ago (expected: later than connecting and warm-up)",
                -ahead / 1e9));
      }
      return nanos;
    };
  }
}
