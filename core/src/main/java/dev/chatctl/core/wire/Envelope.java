package dev.chatctl.core.wire;

import dev.chatctl.core.aws.Items;
import dev.chatctl.core.json.Json;
import dev.chatctl.core.json.JsonFormatException;
import dev.chatctl.core.json.JsonObject;
import dev.chatctl.core.message.Message;
import dev.chatctl.core.wire.Request.Problem;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/**
 * This project's own dialect: versioned JSON objects.
 *
 * <pre>
 * {"action":"sendmessage","message":"hi","client_message_id":"7"}    client_message_id is optional
 * {"v":1,"type":"message","id":"01J..","room":"lobby","sender":{"connection_id":"a=","name":"Ann"},
 *  "text":"hi","sent_at":"2026-11-20T12:00:00.000Z","sequence":1}
 * </pre>
 *
 * <p>A message is acknowledged only if it has a client id: the sender receives its own message
 * anyway, and every frame counts against the account's quota.
 */
public final class Envelope implements Dialect {
  public static final String NAME = "envelope";
  private static final int VERSION = 1;

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public boolean echoesToSender() {
    return true;
  }

  @Override
  public Request read(String body) {
    JsonObject json;
    try {
      json = Json.parseObject(body);
    } catch (JsonFormatException e) {
      return new Request.Invalid(Problem.NOT_JSON, e.problem());
    }
    return switch (json.string("action").orElse("")) {
      case "sendmessage" -> say(json);
      case "ping" -> new Request.Ping();
      default -> new Request.Unknown();
    };
  }

  private static Request say(JsonObject json) {
    try {
      String text = json.require("message");
      Optional<String> clientId =
          json.has("client_message_id")
              ? Optional.of(json.require("client_message_id"))
              : Optional.empty();
      return Texts.check(text)
          .<Request>map(problem -> problem)
          .orElseGet(() -> new Request.Say(text, clientId));
    } catch (JsonFormatException e) {
      return new Request.Invalid(Problem.WRONG_TYPE, e.problem());
    }
  }

  @Override
  public byte[] message(Message message) {
    return Json.write(
        json -> {
          json.writeStartObject();
          json.writeNumberField("v", VERSION);
          json.writeStringField("type", "message");
          json.writeStringField("id", message.id());
          json.writeStringField("room", message.room());
          json.writeObjectFieldStart("sender");
          json.writeStringField("connection_id", message.sender().connectionId());
          json.writeStringField("name", message.sender().name());
          json.writeEndObject();
          json.writeStringField("text", message.text());
          json.writeStringField("sent_at", Items.timestamp(message.sentAt()));
          json.writeNumberField("sequence", message.sequence());
          json.writeEndObject();
        });
  }

  @Override
  public Response respond(Reply reply) {
    return switch (reply) {
      case Reply.Sent sent ->
          sent.clientMessageId().map(id -> acknowledge(sent, id)).orElse(Response.SILENT);
      case Reply.Pong pong -> frame(200, json -> json.writeStringField("type", "pong"));
      case Reply.Refused refused ->
          error(400, refused.problem().name().toLowerCase(Locale.ROOT), refused.detail());
      case Reply.UnknownAction unknown ->
          error(400, "unknown_action", "action: unknown (expected: sendmessage or ping)");
    };
  }

  private static Response acknowledge(Reply.Sent sent, String clientMessageId) {
    return frame(
        200,
        json -> {
          json.writeStringField("type", "ack");
          json.writeStringField("client_message_id", clientMessageId);
          json.writeStringField("id", sent.messageId());
          json.writeNumberField("sequence", sent.sequence());
          json.writeBooleanField("duplicate", sent.duplicate());
        });
  }

  private static Response error(int status, String code, String detail) {
    return frame(
        status,
        json -> {
          json.writeStringField("type", "error");
          json.writeStringField("code", code);
          json.writeStringField("detail", detail);
        });
  }

  private static Response frame(int status, Json.Writer members) {
    byte[] frame =
        Json.write(
            json -> {
              json.writeStartObject();
              json.writeNumberField("v", VERSION);
              members.write(json);
              json.writeEndObject();
            });
    return Response.of(status, new String(frame, StandardCharsets.UTF_8));
  }
}
