package dev.chatctl.description;

import java.util.Optional;

/**
 * What ready clients send.
 *
 * @param say says {@code ${text}} to a room
 */
public record Speech(
    Optional<FrameTemplate> say, Optional<KeepAlive> keepAlive, Optional<HistoryRequest> history) {
  /**
   * What keeps a connection from idling out.
   *
   * @param send a frame; a WebSocket ping where there is none
   * @param answer where the answer is known by, if there is one
   * @param everySeconds how often, unless somebody asks otherwise
   */
  public record KeepAlive(
      Optional<FrameTemplate> send, Optional<Extraction> answer, Optional<Integer> everySeconds) {}

  /**
   * A request for what was said.
   *
   * @param answer what its answer is known by
   * @param resume what to ask with next, by what is found in an answer
   */
  public record HistoryRequest(
      FrameTemplate request, Extraction answer, Optional<Hearing.AutoReply> resume) {}
}
