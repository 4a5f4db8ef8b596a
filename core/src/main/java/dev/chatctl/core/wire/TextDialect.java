package dev.chatctl.core.wire;

import dev.chatctl.core.json.Json;
import dev.chatctl.core.json.JsonFormatException;
import dev.chatctl.core.json.JsonObject;
import dev.chatctl.core.message.DirectMessage;
import dev.chatctl.core.message.Message;
import dev.chatctl.core.message.Sender;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * What the dialects with bare text frames have in common: their systems had no {@code $default}
 * route and sent nothing back, and an empty text was as good as any other.
 */
abstract sealed class TextDialect implements Dialect permits NameText, MessageText, DataText {
  private final String name;
  private final String textKey;

  TextDialect(String name, String textKey) {
    this.name = name;
    this.textKey = textKey;
  }

  /** What recipients see. */
  abstract String line(Sender sender, String text);

  @Override
  public final String name() {
    return name;
  }

  @Override
  public final Request read(String body) {
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
  public final byte[] message(Message message) {
    return line(message.sender(), message.text()).getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public final byte[] direct(DirectMessage message) {
    return line(message.sender(), message.text()).getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public final Response respond(Reply reply) {
    return switch (reply) {
      case Reply.Refused refused ->
          Response.of(refused.problem().code().status(), refused.problem().detail());
      case Reply.UnknownAction unknown -> forbidden(unknown);
      case Reply.Sent s -> Response.SILENT;
      case Reply.History h -> Response.SILENT;
      case Reply.People p -> Response.SILENT;
      case Reply.Renamed r -> Response.SILENT;
      case Reply.Pong p -> Response.SILENT;
    };
  }

  // AWS: what the gateway itself answers to an action without a route; the blanks are its own.
  private static Response forbidden(Reply.UnknownAction unknown) {
    return Response.of(
        403,
        "{\"message\": \"Forbidden\", \"connectionId\":\"%s\", \"requestId\":\"%s\"}"
            .formatted(unknown.connectionId(), unknown.requestId()));
  }
}
