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

  /** What the client is told last: the banned need not come back. */
  List<String> frames(String dialect) {
    return this == BANNED
        ? Dialects.get(dialect).respond(new Reply.Refused(Problem.BANNED)).frames()
        : List.of();
  }
}
