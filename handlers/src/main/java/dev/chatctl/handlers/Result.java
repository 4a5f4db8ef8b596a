package dev.chatctl.handlers;

import dev.chatctl.core.json.Json;
import dev.chatctl.core.wire.Problem;
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
 * @param refusal the rule that a message broke, for logs
 */
record Result(
    int statusCode,
    Optional<String> body,
    Optional<String> subprotocol,
    Optional<Problem.Code> refusal) {
  /** Nothing to a connection that is no more. */
  static final Result GONE = new Result(410, Optional.empty(), Optional.empty(), Optional.empty());

  /** A response of at most one frame. */
  static Result of(Response response) {
    return new Result(
        response.status(), last(response.frames()), Optional.empty(), Optional.empty());
  }

  static Result of(int statusCode, String body) {
    return new Result(statusCode, Optional.of(body), Optional.empty(), Optional.empty());
  }

  Result withSubprotocol(Optional<String> confirmed) {
    return new Result(statusCode, body, confirmed, refusal);
  }

  Result refusing(Problem.Code rule) {
    return new Result(statusCode, body, subprotocol, Optional.of(rule));
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
