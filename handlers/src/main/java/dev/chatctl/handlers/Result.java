package dev.chatctl.handlers;

import dev.chatctl.core.json.Json;
import dev.chatctl.core.wire.Response;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;

/**
 * What a function returns to the gateway.
 *
 * @param body refuses a connect with this HTTP body, or answers a message with this frame; absent
 *     to send nothing
 */
record Result(int statusCode, Optional<String> body) {
  static Result of(Response response) {
    return new Result(response.status(), response.frame());
  }

  static Result of(int statusCode, String body) {
    return new Result(statusCode, Optional.of(body));
  }

  void write(OutputStream out) throws IOException {
    out.write(
        Json.write(
            json -> {
              json.writeStartObject();
              json.writeNumberField("statusCode", statusCode);
              if (body.isPresent()) {
                json.writeStringField("body", body.get());
              }
              json.writeEndObject();
            }));
  }
}
