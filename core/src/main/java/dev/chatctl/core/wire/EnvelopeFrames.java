package dev.chatctl.core.wire;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.chatctl.core.json.Json;
import dev.chatctl.core.json.Timestamps;
import dev.chatctl.core.message.DirectMessage;
import dev.chatctl.core.message.Member;
import dev.chatctl.core.message.Message;
import dev.chatctl.core.message.Sender;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;

/** Writes the members of envelope frames. */
final class EnvelopeFrames {
  private static final int VERSION = 1;

  private EnvelopeFrames() {}

  static byte[] frame(String type, Json.Writer members) {
    return Json.object(
        json -> {
          json.writeNumberField("v", VERSION);
          json.writeStringField("type", type);
          members.write(json);
        });
  }

  static void message(JsonGenerator json, Message message) throws IOException {
    json.writeStringField("id", message.id());
    json.writeStringField("room", message.room());
    sender(json, message.sender());
    json.writeStringField("text", message.text());
    time(json, "sent_at", message.sentAt());
    json.writeNumberField("sequence", message.sequence());
    clientMessageId(json, message.clientMessageId());
    if (message.deletion().isPresent()) {
      time(json, "deleted_at", message.deletion().get().at());
    }
  }

  static byte[] deleted(Message message) {
    return frame(
        "deleted",
        json -> {
          json.writeStringField("id", message.id());
          json.writeStringField("room", message.room());
          time(json, "at", message.news());
        });
  }

  static void direct(JsonGenerator json, DirectMessage message) throws IOException {
    json.writeStringField("id", message.id());
    json.writeStringField("room", message.room());
    sender(json, message.sender());
    json.writeStringField("to", message.to());
    json.writeStringField("text", message.text());
    time(json, "sent_at", message.sentAt());
    clientMessageId(json, message.clientMessageId());
  }

  static void member(JsonGenerator json, Member member) throws IOException {
    json.writeStringField("connection_id", member.connectionId());
    json.writeStringField("name", member.name());
    Json.optional(json, "user", member.user());
    time(json, "connected_at", member.connectedAt());
  }

  static byte[] notice(Notice notice) {
    return switch (notice) {
      case Notice.Joined joined ->
          notice(
              "joined",
              joined,
              json -> {
                subject(json, joined.who());
                now(json, joined.at(), joined.count());
              });
      case Notice.Left left ->
          notice(
              "left",
              left,
              json -> {
                subject(json, left.who());
                now(json, left.at(), left.count());
              });
      case Notice.Renamed renamed ->
          notice(
              "renamed",
              renamed,
              json -> {
                subject(json, renamed.who());
                json.writeStringField("previous_name", renamed.previousName());
              });
      case Notice.Present present ->
          notice(
              "presence",
              present,
              json -> {
                now(json, present.at(), present.count());
                if (!present.people().isEmpty()) {
                  Json.objects(json, "people", present.people(), EnvelopeFrames::member);
                }
              });
      case Notice.TokenExpires expires ->
          notice("token_expires", expires, json -> time(json, "at", expires.at()));
    };
  }

  static void clientMessageId(JsonGenerator json, Optional<String> id) throws IOException {
    Json.optional(json, "client_message_id", id);
  }

  static void time(JsonGenerator json, String name, Instant at) throws IOException {
    json.writeStringField(name, Timestamps.format(at));
  }

  private static byte[] notice(String type, Notice notice, Json.Writer members) {
    return frame(
        type,
        json -> {
          json.writeStringField("room", notice.room());
          members.write(json);
        });
  }

  private static void subject(JsonGenerator json, Sender who) throws IOException {
    json.writeStringField("connection_id", who.connectionId());
    json.writeStringField("name", who.name());
    Json.optional(json, "user", who.user());
  }

  private static void now(JsonGenerator json, Instant at, long count) throws IOException {
    time(json, "at", at);
    json.writeNumberField("count", count);
  }

  private static void sender(JsonGenerator json, Sender sender) throws IOException {
    json.writeObjectFieldStart("sender");
    subject(json, sender);
    json.writeEndObject();
  }
}
