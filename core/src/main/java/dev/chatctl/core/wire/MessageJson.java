package dev.chatctl.core.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.chatctl.core.json.Json;
import dev.chatctl.core.json.JsonFormatException;
import dev.chatctl.core.json.JsonObject;
import dev.chatctl.core.message.DirectMessage;
import dev.chatctl.core.message.Message;
import dev.chatctl.core.wire.Problem.Code;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * {@code {"action":"sendmessage","message":"hi"}} reaches everybody as {@code {"message":
 * "[2025-04-02T23:17:37Z - UTC]\n id= hi\n"}}: the PythonAwsApiGatewayWebSocket chat. The text
 * {@code ping} is a heartbeat, and joins and leaves are told.
 */
final class MessageJson implements Dialect {
  private static final String PING = "ping";

  @Override
  public String name() {
    return "message-json";
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
      return new Request.Unknown();
    }
    if (json.string("action").filter(TextBody.SEND_ACTIONS::contains).isEmpty()) {
      return new Request.Unknown();
    }
    String text = json.string("message").orElse("");
    if (text.equals(PING)) {
      return new Request.Ping();
    }
    if (text.isEmpty() && (json.string("message").isPresent() || !json.has("message"))) {
      return new Request.Invalid(Problem.of(Code.EMPTY, "Message cannot be empty"));
    }
    return TextBody.read(json, "message", Optional.empty());
  }

  @Override
  public byte[] message(Message message) {
    return said(message.sentAt(), message.sender().connectionId(), message.text());
  }

  @Override
  public byte[] direct(DirectMessage message) {
    return said(message.sentAt(), message.sender().connectionId(), message.text());
  }

  @Override
  public Optional<byte[]> notice(Notice notice) {
    return switch (notice) {
      case Notice.Joined joined ->
          Optional.of(frame("A new user has joined the chat - " + joined.who().connectionId()));
      case Notice.Left left ->
          Optional.of(frame("User " + left.who().connectionId() + " has left the chat."));
      case Notice.Renamed renamed -> Optional.empty();
      case Notice.Present present -> Optional.empty();
      case Notice.TokenExpires expires -> Optional.empty();
    };
  }

  @Override
  public Response respond(Reply reply) {
    return switch (reply) {
      case Reply.Sent sent -> sent(sent);
      case Reply.Pong pong -> Response.of(200, "{\"message\": \"pong\"}");
      case Reply.Refused refused when refused.problem().code() == Code.EMPTY ->
          Response.of(400, refused.problem().detail());
      case Reply.Refused refused when refused.problem().code() == Code.UNAVAILABLE ->
          Response.of(
              500, "{\"errors\": [%s]}".formatted(PythonJson.quote(refused.problem().detail())));
      case Reply.Refused refused -> invalid(400, refused.problem().detail());
      case Reply.UnknownAction unknown ->
          invalid(
              200, "The requested action is not recognized. Please check your WebSocket commands.");
      case Reply.History h -> Response.SILENT;
      case Reply.People p -> Response.SILENT;
      case Reply.Told told -> Response.SILENT;
      case Reply.TokenTaken t -> Response.SILENT;
    };
  }

  @Override
  public Response connected() {
    return Response.of(200, "Connected successfully");
  }

  @Override
  public Response connectFailed() {
    return Response.of(500, "Internal server error");
  }

  private static Response sent(Reply.Sent sent) {
    if (sent.undelivered() == 0) {
      return Response.of(200, "{\"status\": \"Message broadcast completed\", \"errors\": []}");
    }
    String error = "Failed to send message to " + sent.undelivered() + " connections";
    return Response.of(
        200,
        "{\"status\": \"Message broadcast with errors\", \"errors\": [%s]}"
            .formatted(PythonJson.quote(error)));
  }

  private static Response invalid(int status, String message) {
    return Response.of(
        status,
        "{\"error\": \"Invalid request\", \"message\": %s}".formatted(PythonJson.quote(message)));
  }

  private static byte[] said(Instant at, String connectionId, String text) {
    return frame(
        "[%s - UTC]\n %s  %s\n".formatted(at.truncatedTo(ChronoUnit.SECONDS), connectionId, text));
  }

  private static byte[] frame(String message) {
    return "{\"message\": %s}".formatted(PythonJson.quote(message)).getBytes(UTF_8);
  }
}
