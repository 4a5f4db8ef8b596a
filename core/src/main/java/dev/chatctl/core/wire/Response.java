package dev.chatctl.core.wire;

import java.util.List;

/**
 * A reply in a dialect.
 *
 * @param status what the access log shows; over an open socket the client does not see it
 * @param frames what the client receives, in order; each below 32 KB
 */
public record Response(int status, List<String> frames) {
  static final Response SILENT = new Response(200, List.of());

  public Response {
    frames = List.copyOf(frames);
  }

  static Response of(int status, String frame) {
    return new Response(status, List.of(frame));
  }
}
