package dev.chatctl.core.queue;

import dev.chatctl.core.json.Json;

/** To tell a room who is there, after several came and went. */
public record PresenceJob(String room) implements Job {
  @Override
  public String write() {
    return Json.text(
        json -> {
          json.writeNumberField("v", VERSION);
          json.writeStringField("presence_of", room);
        });
  }
}
