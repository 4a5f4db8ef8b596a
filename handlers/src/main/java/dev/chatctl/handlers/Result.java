package dev.chatctl.handlers;

import dev.chatctl.core.json.Json;
import dev.chatctl.core.wire.Response;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;

/**
 * What a function returns to the gateway.
 *
 * @param body refuses a connect with this HTTP body, or answers a message with this frame; absent
 *     to send nothing
 * @param subprotocol confirms a subprotocol the client offered
 */
record Result(int statusCode, Optional<String> body, Optional<String> subprotocol) {
  /** A response of at most one frame. */
  static Result of(Response response) {
    return new Result(response.status(), last(response.frames()), Optional.empty());
  }

  static Result of(int statusCode, String body) {
    return new Result(statusCode, Optional.of(body), Optional.empty());
  }

  Result withSubprotocol(Optional<String> confirmed) {
    return new Result(statusCode, body, confirmed);
  }

  void write(OutputStream out) throws IOException {
    out.write(
        Json.object(
            json -> {
              json.writeNumberField("statusCode", statusCode);
              if (subprotocol.isPresent()) {
                json.writeObjectFieldStart("headers");
                json.writeStringField("Sec-WebSocket-Protocol", subprotocol.get());
                json.writeEndObject();
              }
              Json.optional(json, "body", body);
            }));
  }

  private static Optional<String> last(List<String> frames) {
    return frames.isEmpty() ? Optional.empty() : Optional.of(frames.getLast());
  }
}
