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
 * @param messageId the gateway's id of a message; empty for connects and disconnects
 * @param receivedAt when the gateway received it
 * @param body what the client sent, an empty text if nothing; absent if it is not UTF-8
 * @param authorizer what the authorizer said of the caller; empty without one
 */
record WebSocketEvent(
    String connectionId,
    String routeKey,
    String messageId,
    String requestId,
    String sourceIp,
    Instant connectedAt,
    Instant receivedAt,
    OptionalInt closeCode,
    Optional<String> closeReason,
    Optional<String> body,
    JsonObject query,
    JsonObject headers,
    JsonObject authorizer) {

  static WebSocketEvent read(InputStream in) throws IOException {
    try {
      return of(Json.parseObject(in));
    } catch (JsonFormatException e) {
      throw new IllegalArgumentException("event: " + e.problem(), e);
    }
  }

  /** A parameter of the connection's URL. */
  Optional<String> query(String name) {
    return query.string(name);
  }

  /** A header; AWS: names come in the case the client sent them. */
  Optional<String> header(String name) {
    return Tokens.header(headers, name);
  }

  private static WebSocketEvent of(JsonObject event) throws JsonFormatException {
    JsonObject context = event.object("requestContext");
    Instant receivedAt = time(context, "requestTimeEpoch").orElseThrow();
    OptionalLong code = context.integer("disconnectStatusCode");
    return new WebSocketEvent(
        context.require("connectionId"),
        context.require("routeKey"),
        context.string("messageId").orElse(""),
        context.string("requestId").orElse(""),
        context.object("identity").string("sourceIp").orElse(""),
        time(context, "connectedAt").orElse(receivedAt),
        receivedAt,
        code.isPresent() ? OptionalInt.of((int) code.getAsLong()) : OptionalInt.empty(),
        context.string("disconnectReason"),
        body(event),
        event.object("queryStringParameters"),
        event.object("headers"),
        context.object("authorizer"));
  }

  private static Optional<Instant> time(JsonObject context, String name) {
    OptionalLong millis = context.integer(name);
    return millis.isPresent()
        ? Optional.of(Instant.ofEpochMilli(millis.getAsLong()))
        : Optional.empty();
  }

  private static Optional<String> body(JsonObject event) {
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
