package dev.chatctl.core.wire;

import java.util.Optional;

/** What a client asks for, whatever its dialect. */
public sealed interface Request {
  /**
   * Say something to the room.
   *
   * @param clientMessageId the client's own id for it; saying it again with the same id says
   *     nothing
   */
  record Say(String text, Optional<String> clientMessageId) implements Request {}

  /** Prove that the server is there. */
  record Ping() implements Request {}

  /** Not a request of this dialect. */
  record Unknown() implements Request {}

  /**
   * A request that breaks a rule.
   *
   * @param detail value and rule, without the client's words
   */
  record Invalid(Problem problem, String detail) implements Request {}

  /** Which rule; the lower-case name is the envelope's error code. */
  enum Problem {
    NOT_JSON,
    WRONG_TYPE,
    EMPTY_TEXT,
    TEXT_TOO_LONG
  }
}
