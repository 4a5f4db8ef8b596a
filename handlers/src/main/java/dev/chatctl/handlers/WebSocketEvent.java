package dev.chatctl.handlers;

import dev.chatctl.core.json.Json;
import dev.chatctl.core.json.JsonFormatException;
import dev.chatctl.core.json.JsonObject;
import dev.chatctl.handlers.auth.Tokens;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * An API Gateway WebSocket proxy event. Read from the stream by ourselves: the events library drops
 * the close code and reason, and binding by reflection is slow in a cold start.
 *
 * @param receivedAt when the gateway received it
 */
record WebSocketEvent(
    String routeKey,
    String connectionId,
    String requestId,
    Instant connectedAt,
    Instant receivedAt,
    Handshake handshake,
    Frame frame,
    Close close) {

  /**
   * How a connection was asked for.
   *
   * @param query the parameters of its URL
   * @param headers AWS: names come in the case the client sent them
   * @param authorizer what the authorizer said of the caller, in every event; empty without one
   */
  record Handshake(String sourceIp, JsonObject query, JsonObject headers, JsonObject authorizer) {}

  /**
   * What a client sent.
   *
   * @param messageId the gateway's id of it; empty for connects and disconnects
   * @param text an empty one if nothing; absent if it is not UTF-8
   */
  record Frame(String messageId, Optional<String> text) {}

  /** How a connection was closed; empty for all but disconnects. */
  record Close(OptionalInt code, Optional<String> reason) {}

  static WebSocketEvent read(InputStream in) throws IOException {
    try {
      return of(Json.parseObject(in));
    } catch (JsonFormatException e) {
      throw new IllegalArgumentException("event: " + e.problem(), e);
    }
  }

  /** A parameter of the connection's URL. */
  Optional<String> query(String name) {
    return handshake.query().string(name);
  }

  /** A header of the handshake. */
  Optional<String> header(String name) {
    return Tokens.header(handshake.headers(), name);
  }

  private static WebSocketEvent of(JsonObject event) throws JsonFormatException {
    JsonObject context = event.object("requestContext");
    Instant receivedAt = time(context, "requestTimeEpoch").orElseThrow();
    return new WebSocketEvent(
        context.require("routeKey"),
        context.require("connectionId"),
        context.string("requestId").orElse(""),
        time(context, "connectedAt").orElse(receivedAt),
        receivedAt,
        new Handshake(
            context.object("identity").string("sourceIp").orElse(""),
            event.object("queryStringParameters"),
            event.object("headers"),
            context.object("authorizer")),
        new Frame(context.string("messageId").orElse(""), text(event)),
        close(context));
  }

  private static Close close(JsonObject context) {
    OptionalLong code = context.integer("disconnectStatusCode");
    return new Close(
        code.isPresent() ? OptionalInt.of((int) code.getAsLong()) : OptionalInt.empty(),
        context.string("disconnectReason"));
  }

  private static Optional<Instant> time(JsonObject context, String name) {
    OptionalLong millis = context.integer(name);
    return millis.isPresent()
        ? Optional.of(Instant.ofEpochMilli(millis.getAsLong()))
        : Optional.empty();
  }

  private static Optional<String> text(JsonObject event) {
    String body = event.string("body").orElse("");
    if (!event.isTrue("isBase64Encoded")) {
      return Optional.of(body);
    }
    try {
      var bytes = ByteBuffer.wrap(Base64.getDecoder().decode(body));
      // A decoder refuses what String's constructor would replace.
      return Optional.of(StandardCharsets.UTF_8.newDecoder().decode(bytes).toString());
    } catch (CharacterCodingException e) {
      return Optional.empty();
    }
  }
}
