package dev.chatctl.core.wire;

import dev.chatctl.core.message.HistoryPage;
import dev.chatctl.core.message.Member;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What the server has to tell the client that asked, and only it. */
public sealed interface Reply {
  /**
   * The message was stored and sent.
   *
   * @param sequence absent for a direct message
   * @param duplicate whether it had been before, so that nothing was sent now
   * @param undelivered how many live recipients it did not reach
   */
  record Sent(
      String messageId,
      Optional<Long> sequence,
      Optional<String> clientMessageId,
      boolean duplicate,
      int undelivered)
      implements Reply {}

  /** A page of the room's history. */
  record History(String room, HistoryPage page) implements Reply {}

  /**
   * Who is in the room.
   *
   * @param people as many as are listed
   * @param count as many as there are; of many, as last counted
   * @param after where the next page of them starts; empty at the end
   */
  record People(String room, String you, List<Member> people, long count, Optional<String> after)
      implements Reply {}

  /** The room has been told, the asker with it; there is nothing more to say. */
  record Told() implements Reply {}

  /**
   * Another token took the place of the connection's.
   *
   * @param expiresAt when that one expires
   */
  record TokenTaken(Optional<Instant> expiresAt) implements Reply {}

  record Pong(Instant at) implements Reply {}

  /** The request broke a rule. */
  record Refused(Problem problem) implements Reply {}

  /**
   * No such action.
   *
   * @param connectionId the asker's, and the request's id: the gateway's own error frame names both
   */
  record UnknownAction(String connectionId, String requestId) implements Reply {}
}
