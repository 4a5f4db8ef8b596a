package dev.chatctl.core.queue;

import dev.chatctl.core.json.Json;
import dev.chatctl.core.json.JsonFormatException;
import dev.chatctl.core.json.JsonObject;
import dev.chatctl.core.json.Timestamps;
import dev.chatctl.core.message.Deletion;
import dev.chatctl.core.message.Message;
import dev.chatctl.core.message.Sender;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/**
 * One message for one shard of its room.
 *
 * @param from the least connection id to post to; empty for the whole shard
 */
public record FanOutJob(Message message, int shard, String from) implements Job {
  public FanOutJob {
    if (shard < 0) {
      throw new IllegalArgumentException("shard: " + shard + " (expected: >= 0)");
    }
  }

  @Override
  public String room() {
    return message.room();
  }

  @Override
  public String write() {
    return Json.text(
        json -> {
          json.writeNumberField("v", VERSION);
          json.writeNumberField("shard", shard);
          json.writeStringField("from", from);
          json.writeStringField("id", message.id());
          json.writeStringField("room", message.room());
          json.writeStringField("connection_id", message.sender().connectionId());
          json.writeStringField("name", message.sender().name());
          Json.optional(json, "user", message.sender().user());
          json.writeStringField("text", message.text());
          json.writeStringField("sent_at", Timestamps.format(message.sentAt()));
          Json.optional(json, "client_message_id", message.clientMessageId());
          Optional<Deletion> deletion = message.deletion();
          Json.optional(json, "deleted_by", deletion.map(Deletion::by));
          Json.optional(json, "deleted_at", deletion.map(Deletion::at).map(Timestamps::format));
        });
  }

  static FanOutJob read(JsonObject json) throws JsonFormatException {
    return new FanOutJob(
        new Message(
            json.require("id"),
            json.require("room"),
            new Sender(json.require("connection_id"), json.require("name"), json.string("user")),
            json.require("text"),
            time("sent_at", json.require("sent_at")),
            json.string("client_message_id"),
            json.has("deleted_at")
                ? Optional.of(
                    new Deletion(
                        json.require("deleted_by"), time("deleted_at", json.require("deleted_at"))))
                : Optional.empty()),
        Math.toIntExact(json.integer("shard").orElse(0)),
        json.require("from"));
  }

  private static Instant time(String name, String text) throws JsonFormatException {
    try {
      return Timestamps.parse(text);
    } catch (DateTimeParseException e) {
      throw new JsonFormatException(name + ": " + text + " (expected: ISO 8601)");
    }
  }
}
