package dev.chatctl.core.fanout;

/** What became of one recipient. */
public sealed interface Outcome {
  /** The gateway took the frame. */
  record Delivered() implements Outcome {
    static final Delivered INSTANCE = new Delivered();
  }

  /** There is no such connection any more, or its {@code $connect} has not returned yet. */
  record Gone() implements Outcome {
    static final Gone INSTANCE = new Gone();
  }

  /** Another attempt would come after the deadline. */
  record LeftOver() implements Outcome {
    static final LeftOver INSTANCE = new LeftOver();
  }

  /** The account's quota was exhausted at every attempt. */
  record Throttled() implements Outcome {
    static final Throttled INSTANCE = new Throttled();
  }

  /**
   * Refused, or failing at every attempt.
   *
   * @param transientFailure whether another attempt could succeed
   * @param reason one of few, so that they can be counted
   */
  record Failed(boolean transientFailure, String reason) implements Outcome {}
}
