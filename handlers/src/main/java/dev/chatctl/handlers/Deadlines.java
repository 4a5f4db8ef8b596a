package dev.chatctl.handlers;

import com.amazonaws.services.lambda.runtime.Context;
import java.time.Duration;
import java.time.Instant;

/** When a function must stop beginning things. */
final class Deadlines {
  /** Enough to end what is in flight and to hand the rest on. */
  private static final Duration MARGIN = Duration.ofMillis(1500);

  private Deadlines() {}

  static Instant of(Context context) {
    return Instant.now().plusMillis(context.getRemainingTimeInMillis()).minus(MARGIN);
  }
}
