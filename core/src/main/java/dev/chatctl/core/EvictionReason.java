package dev.chatctl.core;

import dev.chatctl.core.wire.Dialects;
import dev.chatctl.core.wire.Problem;
import dev.chatctl.core.wire.Reply;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Why the server ends a connection. */
enum EvictionReason {
  /** Whoever does not read would not hear why. */
  SLOW_CONSUMER(Optional.empty()),
  TOKEN_EXPIRED(Optional.of(Problem.TOKEN_EXPIRED)),
  BANNED(Optional.of(Problem.BANNED));

  private final Optional<Problem> told;

  EvictionReason(Optional<Problem> told) {
    this.told = told;
  }

  /** What the session tells. */
  String text() {
    return name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  /** What the client is told last, so that it knows whether to come back. */
  List<String> frames(String dialect) {
    return told.map(problem -> Dialects.get(dialect).respond(new Reply.Refused(problem)).frames())
        .orElse(List.of());
  }
}
