package dev.chatctl.core.queue;

import dev.chatctl.core.json.Json;
import dev.chatctl.core.json.JsonFormatException;
import dev.chatctl.core.json.JsonObject;
import java.time.Instant;

/**
 * To look after a connection until its token expires.
 *
 * @param expiresAt when that is, to the second; another token makes another job
 */
public record TokenJob(String connectionId, String room, Instant expiresAt) implements Job {
  @Override
  public String write() {
    return Json.text(
        json -> {
          json.writeNumberField("v", VERSION);
          json.writeStringField("token_of", connectionId);
          json.writeStringField("room", room);
          json.writeNumberField("expires_at", expiresAt.getEpochSecond());
        });
  }

  static TokenJob read(JsonObject json) throws JsonFormatException {
    return new TokenJob(
        json.require("token_of"),
        json.require("room"),
        Instant.ofEpochSecond(
            json.integer("expires_at")
                .orElseThrow(
                    () ->
                        new JsonFormatException(
                            "expires_at: absent (expected: seconds of 1970)"))));
  }
}
