package dev.chatctl.core.wire;

import java.util.Optional;

/**
 * A reply in a dialect.
 *
 * @param status what the access log shows; over an open socket the client does not see it
 * @param frame absent to send nothing
 */
public record Response(int status, Optional<String> frame) {
  public static final Response SILENT = new Response(200, Optional.empty());

  static Response of(int status, String frame) {
    return new Response(status, Optional.of(frame));
  }
}
