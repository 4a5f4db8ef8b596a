package dev.chatctl.core.queue;

import dev.chatctl.core.json.Json;
import dev.chatctl.core.json.JsonFormatException;
import dev.chatctl.core.json.JsonObject;

/** Something to do for a room or somebody in it, by whichever worker takes it from the queue. */
public sealed interface Job permits FanOutJob, PresenceJob, TokenJob {
  int VERSION = 1;

  String room();

  /** The job as the body of a queue message. */
  String write();

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws JsonFormatException if it is anything else
   */
  static Job read(String body) throws JsonFormatException {
    JsonObject json = Json.parseObject(body);
    if (json.integer("v").orElse(0) != VERSION) {
      throw new JsonFormatException("v: unknown (expected: " + VERSION + ")");
    }
    if (json.has("presence_of")) {
      return new PresenceJob(json.require("presence_of"));
    }
    return json.has("token_of") ? TokenJob.read(json) : FanOutJob.read(json);
  }
}
