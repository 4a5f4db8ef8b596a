package dev.chatctl.gateway;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import dev.chatctl.gateway.event.Closing;
import dev.chatctl.gateway.event.Ids;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufUtil;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/** The {@code @connections} API, everything but its HTTP framing. */
final class Management {
  private static final DateTimeFormatter ISO_MILLIS =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);
  private static final HttpResponseStatus TOO_MANY = HttpResponseStatus.TOO_MANY_REQUESTS;

  private final Engine engine;

  Management(Engine engine) {
    this.engine = engine;
  }

  /**
   * Serves one call and leaves {@code body} to the caller. AWS: the form of the id is checked
   * before the connection is looked for, and the connection's stage does not matter.
   */
  FullHttpResponse serve(HttpMethod method, String id, ByteBuf body, ByteBufAllocator allocator) {
    if (!Ids.isConnectionId(id)) {
      return HttpAnswer.error(
          HttpResponseStatus.BAD_REQUEST,
          "BadRequestException",
          "{\"message\":\"Invalid connectionId: " + escaped(id) + "\"}");
    }
    Connection connection = engine.connections().find(id);
    if (connection == null) {
      return gone();
    }
    return switch (method.name()) {
      case "POST" -> post(connection, body, allocator);
      case "GET" -> HttpAnswer.json(HttpResponseStatus.OK, describe(connection));
      case "DELETE" -> {
        connection.close(Closing.DELETED);
        yield HttpAnswer.empty(HttpResponseStatus.NO_CONTENT);
      }
      default -> forbidden();
    };
  }

  /** AWS: 410 carries an empty body; SDKs know it by the header alone. */
  static FullHttpResponse gone() {
    return HttpAnswer.error(HttpResponseStatus.GONE, "GoneException", "");
  }

  /** AWS: a wrong stage, a wrong path, a method that does not exist. */
  static FullHttpResponse forbidden() {
    return HttpAnswer.error(
        HttpResponseStatus.FORBIDDEN, "ForbiddenException", "{\"message\":\"Forbidden\"}");
  }

  private static FullHttpResponse post(
      Connection connection, ByteBuf body, ByteBufAllocator allocator) {
    if (!connection.isWritable()) {
      return HttpAnswer.error(
          TOO_MANY, "LimitExceededException", "{\"message\":\"Too Many Requests\"}");
    }
    connection.send(text(body, allocator));
    return HttpAnswer.empty(HttpResponseStatus.OK);
  }

  /** AWS: any payload becomes a text message; invalid UTF-8 turns into U+FFFD. */
  private static ByteBuf text(ByteBuf body, ByteBufAllocator allocator) {
    if (ByteBufUtil.isText(body, StandardCharsets.UTF_8)) {
      return body.retainedSlice();
    }
    return ByteBufUtil.writeUtf8(allocator, body.toString(StandardCharsets.UTF_8));
  }

  /** AWS: pretty-printed, in this order, times in ISO 8601 with milliseconds. */
  private static String describe(Connection connection) {
    String userAgent = connection.client().userAgent();
    return """
    {
      "identity" : {
        "sourceIp" : "%s"%s
      },
      "connectedAt" : "%s",
      "lastActiveAt" : "%s"
    }\
    """
        .formatted(
            connection.client().sourceIp(),
            userAgent == null ? "" : ",\n    \"userAgent\" : \"" + escaped(userAgent) + "\"",
            iso(connection.client().connectedAt()),
            iso(connection.lastActive()));
  }

  private static String iso(long epochMillis) {
    return ISO_MILLIS.format(Instant.ofEpochMilli(epochMillis));
  }

  private static String escaped(@Nullable String text) {
    return text == null ? "" : new String(JsonStringEncoder.getInstance().quoteAsString(text));
  }
}
