package dev.chatctl.core.wire;

import java.util.Optional;

/** What the server has to tell the client that asked, and only it. */
public sealed interface Reply {
  /**
   * The message was stored and sent.
   *
   * @param duplicate whether it had been before, so that nothing was sent now
   */
  record Sent(String messageId, long sequence, Optional<String> clientMessageId, boolean duplicate)
      implements Reply {}

  record Pong() implements Reply {}

  /** The request broke a rule. */
  record Refused(Request.Problem problem, String detail) implements Reply {}

  /** No such action. */
  record UnknownAction() implements Reply {}
}
