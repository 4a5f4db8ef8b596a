package dev.chatctl.loadtest.calibration;

import java.time.Duration;

/**
 * What a calibration server is to do wrong. Each delivery of a measured message suffers at most one
 * of the first three.
 *
 * @param drop deliveries never made
 * @param duplicate deliveries made twice
 * @param swap deliveries held back until after the recipient's next one
 * @param delay time between a measured message's arrival and its deliveries
 * @param admission whom it lets in, and for how long
 */
public record CalibrationFaults(
    int drop, int duplicate, int swap, Duration delay, Admission admission) {
  /**
   * Whom a server lets in.
   *
   * @param perSecond handshakes answered in each second; those beyond are refused
   * @param first handshakes that are let in before any is refused
   * @param refused handshakes after those that are refused, whenever they come
   * @param status what they are refused with
   * @param lifetime after which a socket is closed, as API Gateway does after two hours; zero for
   *     never
   */
  public record Admission(int perSecond, int first, int refused, int status, Duration lifetime) {
    /** Of everybody, for ever. */
    public static final Admission OPEN = new Admission(Integer.MAX_VALUE, 0, 0, 429, Duration.ZERO);

    public Admission {
      if (perSecond < 0) {
        throw new IllegalArgumentException("perSecond: " + perSecond + " (expected: >= 0)");
      }
    }

    /** Refuses those beyond so many in a second, with that status. */
    public static Admission refusing(int status, int perSecond) {
      return new Admission(perSecond, 0, 0, status, Duration.ZERO);
    }

    /** Lets so many in, then refuses so many with that status, then lets in again. */
    public static Admission refusingAfter(int status, int first, int refused) {
      return new Admission(Integer.MAX_VALUE, first, refused, status, Duration.ZERO);
    }

    /** Closes every socket after that long. */
    public static Admission closingAfter(Duration lifetime) {
      return new Admission(Integer.MAX_VALUE, 0, 0, 429, lifetime);
    }
  }

  public CalibrationFaults {
    if (drop < 0 || duplicate < 0 || swap < 0) {
      throw new IllegalArgumentException(
          "faults: " + drop + ", " + duplicate + ", " + swap + " (expected: each >= 0)");
    }
    if (delay.isNegative()) {
      throw new IllegalArgumentException("delay: " + delay + " (expected: >= 0)");
    }
  }

  /** Deliveries only, and a delay. */
  public CalibrationFaults(int drop, int duplicate, int swap, Duration delay) {
    this(drop, duplicate, swap, delay, Admission.OPEN);
  }

  /** Only when connecting. */
  public static CalibrationFaults admitting(Admission admission) {
    return new CalibrationFaults(0, 0, 0, Duration.ZERO, admission);
  }
}
