package dev.chatctl.core;

import dev.chatctl.core.wire.Dialects;
import dev.chatctl.core.wire.Problem;
import dev.chatctl.core.wire.Reply;
import java.util.List;
import java.util.Locale;

/** Why the server ends a connection. */
enum EvictionReason {
  SLOW_CONSUMER,
  TOKEN_EXPIRED,
  BANNED;

  /** What the session tells. */
  String text() {
    return name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  /** What the client is told last, so that it knows whether to come back. */
  List<String> frames(String dialect) {
    return switch (this) {
      case SLOW_CONSUMER -> List.of(); // it would not hear it
      case TOKEN_EXPIRED -> frames(dialect, Problem.TOKEN_EXPIRED);
      case BANNED -> frames(dialect, Problem.BANNED);
    };
  }

  private static List<String> frames(String dialect, Problem problem) {
    return Dialects.get(dialect).respond(new Reply.Refused(problem)).frames();
  }
}
