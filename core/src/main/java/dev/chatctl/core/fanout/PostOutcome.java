package dev.chatctl.core.fanout;

import dev.chatctl.core.aws.Futures;
import java.util.Objects;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** What became of one recipient. */
public sealed interface PostOutcome {
  /** The gateway took the frame. */
  record Delivered() implements PostOutcome {
    private static final Delivered INSTANCE = new Delivered();
  }

  /** There is no such connection any more, or its {@code $connect} has not returned yet. */
  record Gone() implements PostOutcome {
    private static final Gone INSTANCE = new Gone();
  }

  /** Not begun, or waiting for another attempt, when the deadline came. */
  record LeftOver() implements PostOutcome {
    static final LeftOver INSTANCE = new LeftOver();
  }

  /** The account's quota was exhausted at every attempt. */
  record Throttled() implements PostOutcome {
    private static final Throttled INSTANCE = new Throttled();
  }

  /** No answer in time: the gateway may have the frame. */
  record Unanswered() implements PostOutcome {
    private static final Unanswered INSTANCE = new Unanswered();
  }

  /**
   * Refused, or failing at every attempt.
   *
   * @param isPassing whether another attempt could succeed
   * @param reason one of few, so that they can be counted
   */
  record Failed(boolean isPassing, String reason) implements PostOutcome {}

  /** Whether another attempt could have another outcome. */
  default boolean isPassing() {
    return this instanceof Throttled || this instanceof Unanswered;
  }

  /** Of one attempt: the status of its answer, or why there was none. */
  static PostOutcome of(@Nullable Integer status, @Nullable Throwable failure) {
    if (status == null) {
      Throwable cause = Futures.cause(Objects.requireNonNull(failure));
      if (cause instanceof TimeoutException) {
        return Unanswered.INSTANCE;
      }
      return new Failed(true, "no answer: " + cause.getClass().getSimpleName());
    }
    return switch (status) {
      case 410 -> Gone.INSTANCE;
      case 429 -> Throttled.INSTANCE;
      default ->
          status / 100 == 2 ? Delivered.INSTANCE : new Failed(status >= 500, "status " + status);
    };
  }
}
