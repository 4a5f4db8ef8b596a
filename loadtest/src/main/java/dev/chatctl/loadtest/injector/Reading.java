package dev.chatctl.loadtest.injector;

import dev.chatctl.loadtest.stats.ProcessCpu;
import java.time.Duration;

/**
 * Time and CPU time of this process at one moment, nanoseconds.
 *
 * @param nanos by {@link System#nanoTime()}
 */
record Reading(long nanos, long cpu) {
  static Reading now() {
    return new Reading(System.nanoTime(), ProcessCpu.nanos());
  }

  Duration since(Reading earlier) {
    return Duration.ofNanos(nanos - earlier.nanos);
  }

  Duration cpuSince(Reading earlier) {
    return Duration.ofNanos(cpu - earlier.cpu);
  }
}
