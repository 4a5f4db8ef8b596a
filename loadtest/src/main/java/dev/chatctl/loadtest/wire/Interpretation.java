package dev.chatctl.loadtest.wire;

import dev.chatctl.description.FrameTemplate;
import io.netty.buffer.ByteBuf;
import java.util.List;
import java.util.Optional;

/**
 * What a frame says.
 *
 * @param texts of the messages in it, one after the other
 * @param error the code of an error, if it is one
 * @param traits what else it is known as
 * @param replies what the protocol wants answered
 */
public record Interpretation(
    ByteBuf texts, Optional<String> error, Traits traits, List<Reply> replies) {
  /**
   * What a frame is known as.
   *
   * @param pong the answer to what keeps the connection open
   * @param history the answer to a request for what was said
   * @param ignored of no interest
   */
  public record Traits(boolean pong, boolean history, boolean ignored) {}

  /**
   * An answer to send.
   *
   * @param found what it is an answer to
   */
  public record Reply(String found, FrameTemplate send) {}
}
