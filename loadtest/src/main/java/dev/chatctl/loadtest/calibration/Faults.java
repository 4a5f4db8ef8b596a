package dev.chatctl.loadtest.calibration;

import java.time.Duration;

/**
 * What a calibration server is to do wrong with measured messages. Each delivery suffers at most
 * one of the first three.
 *
 * @param drop deliveries never made
 * @param duplicate deliveries made twice
 * @param swap deliveries held back until after the recipient's next one
 * @param delay time between a message's arrival and its deliveries
 */
public record Faults(int drop, int duplicate, int swap, Duration delay) {
  /** Nothing goes wrong. */
  public static final Faults NONE = new Faults(0, 0, 0, Duration.ZERO);

  public Faults {
    if (drop < 0 || duplicate < 0 || swap < 0) {
      throw new IllegalArgumentException(
          "faults: " + drop + ", " + duplicate + ", " + swap + " (expected: each >= 0)");
    }
    if (delay.isNegative()) {
      throw new IllegalArgumentException("delay: " + delay + " (expected: >= 0)");
    }
  }

  /** Only a delay. */
  public static Faults delay(Duration delay) {
    return new Faults(0, 0, 0, delay);
  }
}
