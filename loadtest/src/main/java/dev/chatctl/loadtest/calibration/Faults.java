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
 * @param door whom it lets in, and for how long
 */
public record Faults(int drop, int duplicate, int swap, Duration delay, Door door) {
  /** Nothing goes wrong. */
  public static final Faults NONE = new Faults(0, 0, 0, Duration.ZERO);

  /**
   * Whom a server lets in.
   *
   * @param perSecond handshakes answered in each second; those beyond are refused
   * @param first handshakes that are let in before any is turned away
   * @param turnedAway handshakes after those that are refused, whenever they come
   * @param status what they are refused with
   * @param lifetime after which a socket is closed, as API Gateway does after two hours; zero for
   *     never
   */
  public record Door(int perSecond, int first, int turnedAway, int status, Duration lifetime) {
    /** For everybody, for ever. */
    public static final Door OPEN = new Door(Integer.MAX_VALUE, 0, 0, 429, Duration.ZERO);

    public Door {
      if (perSecond < 0) {
        throw new IllegalArgumentException("perSecond: " + perSecond + " (expected: >= 0)");
      }
    }

    /** Refuses those beyond so many in a second, with that status. */
    public static Door refusing(int status, int perSecond) {
      return new Door(perSecond, 0, 0, status, Duration.ZERO);
    }

    /** Lets so many in, then refuses so many with that status, then lets in again. */
    public static Door turningAway(int status, int first, int turnedAway) {
      return new Door(Integer.MAX_VALUE, first, turnedAway, status, Duration.ZERO);
    }

    /** Closes every socket after that long. */
    public static Door closingAfter(Duration lifetime) {
      return new Door(Integer.MAX_VALUE, 0, 0, 429, lifetime);
    }
  }

  public Faults {
    if (drop < 0 || duplicate < 0 || swap < 0) {
      throw new IllegalArgumentException(
          "faults: " + drop + ", " + duplicate + ", " + swap + " (expected: each >= 0)");
    }
    if (delay.isNegative()) {
      throw new IllegalArgumentException("delay: " + delay + " (expected: >= 0)");
    }
  }

  /** Deliveries only, and a delay. */
  public Faults(int drop, int duplicate, int swap, Duration delay) {
    this(drop, duplicate, swap, delay, Door.OPEN);
  }

  /** Only a delay. */
  public static Faults delay(Duration delay) {
    return new Faults(0, 0, 0, delay);
  }

  /** Only at the door. */
  public static Faults at(Door door) {
    return new Faults(0, 0, 0, Duration.ZERO, door);
  }
}
