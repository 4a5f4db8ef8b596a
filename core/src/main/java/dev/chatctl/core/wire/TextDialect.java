package dev.chatctl.core.wire;

import dev.chatctl.core.json.Json;
import dev.chatctl.core.json.JsonFormatException;
import dev.chatctl.core.json.JsonObject;
import dev.chatctl.core.message.DirectMessage;
import dev.chatctl.core.message.Message;
import dev.chatctl.core.message.Sender;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * The dialects with bare text frames: their systems had no {@code $default} route and sent nothing
 * back, and an empty text was as good as any other.
 *
 * @param textKey the member of a request that holds its text
 * @param namesSender whether recipients see {@code Ann: hi}; the sender then does not hear itself
 */
record TextDialect(
    String name, String textKey, boolean namesSender, Response connected, Response connectFailed)
    implements Dialect {

  /** {@code {"action":"sendmessage","msg":"hi"}}: the AWS SDK code examples' chat. */
  static final Dialect NAME_TEXT =
      new TextDialect("name-text", "msg", true, Response.SILENT, new Response(503, List.of()));

  /** {@code {"action":"sendMessage","message":"hi"}}: the aws-websocket-api tutorial's chat. */
  static final Dialect MESSAGE_TEXT =
      new TextDialect(
          "message-text",
          "message",
          false,
          Response.SILENT,
          Response.of(500, "Internal server error"));

  /**
   * {@code {"action":"sendmessage","data":"hi"}}, or with action {@code post}:
   * simple-websockets-chat-app and the serverless-patterns WebSocket sample.
   */
  static final Dialect DATA_TEXT =
      new TextDialect(
          "data-text",
          "data",
          false,
          Response.of(200, "Connected."),
          Response.of(500, "Failed to connect: {\"message\":\"storage unavailable\"}"));

  @Override
  public boolean echoesToSender() {
    return !namesSender;
  }

  @Override
  public Request read(String body) {
    JsonObject json;
    try {
      json = Json.parseObject(body);
    } catch (JsonFormatException e) {
      return new Request.Unknown();
    }
    return json.string("action").filter(TextBody.SEND_ACTIONS::contains).isPresent()
        ? TextBody.read(json, textKey, Optional.empty())
        : new Request.Unknown();
  }

  @Override
  public byte[] message(Message message) {
    return line(message.sender(), message.text());
  }

  @Override
  public byte[] direct(DirectMessage message) {
    return line(message.sender(), message.text());
  }

  @Override
  public Response respond(Reply reply) {
    return switch (reply) {
      case Reply.Refused refused ->
          Response.of(refused.problem().code().status(), refused.problem().detail());
      case Reply.UnknownAction unknown -> forbidden(unknown);
      case Reply.Sent s -> Response.SILENT;
      case Reply.History h -> Response.SILENT;
      case Reply.People p -> Response.SILENT;
      case Reply.Told told -> Response.SILENT;
      case Reply.TokenTaken t -> Response.SILENT;
      case Reply.Pong p -> Response.SILENT;
    };
  }

  private byte[] line(Sender sender, String text) {
    return (namesSender ? sender.name() + ": " + text : text).getBytes(StandardCharsets.UTF_8);
  }

  // AWS: what the gateway itself answers to an action without a route; the blanks are its own.
  private static Response forbidden(Reply.UnknownAction unknown) {
    return Response.of(
        403,
        "{\"message\": \"Forbidden\", \"connectionId\":\"%s\", \"requestId\":\"%s\"}"
            .formatted(unknown.connectionId(), unknown.requestId()));
  }
}
