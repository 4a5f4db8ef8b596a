package dev.chatctl.gateway;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import dev.chatctl.gateway.event.Closing;
import dev.chatctl.gateway.event.Ids;
import dev.chatctl.gateway.signature.Signatures;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpRequest;
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

  private final Engine engine;
  private final SignatureGate gate;

  Management(Engine engine, SignatureGate gate) {
    this.engine = engine;
    this.gate = gate;
  }

  /**
   * Serves one call and leaves {@code body} to the caller. AWS: the form of the id is checked
   * before the signature, the signature before the connection is looked for; the stage it was
   * opened through does not matter.
   */
  FullHttpResponse serve(ChannelHandlerContext ctx, HttpRequest request, String id, ByteBuf body) {
    if (!Ids.isConnectionId(id)) {
      return observed(ctx, request, id, body, "-", invalid(id));
    }
    if (gate.isOpen()) {
      return observed(ctx, request, id, body, "-", act(ctx, request, id, body));
    }
    Signatures.Verdict verdict = gate.manage(request, body);
    FullHttpResponse refusal = gate.refusal(verdict, request.method().name());
    String caller = verdict instanceof Signatures.Verdict.Accepted(String arn) ? arn : "-";
    return observed(
        ctx, request, id, body, caller, refusal == null ? act(ctx, request, id, body) : refusal);
  }

  private FullHttpResponse act(
      ChannelHandlerContext ctx, HttpRequest request, String id, ByteBuf body) {
    if (!engine.throttle().allowsCall()) {
      return throttled();
    }
    switch (engine.faults().call()) {
      case GONE -> {
        return gone();
      }
      case THROTTLED -> {
        return throttled();
      }
      case ERROR -> {
        return failed();
      }
      default -> {}
    }
    Connection connection = engine.connections().find(id);
    if (connection == null) {
      return gone();
    }
    return switch (request.method().name()) {
      case "POST" -> post(connection, body, ctx.alloc());
      case "GET" -> HttpAnswer.json(HttpResponseStatus.OK, describe(connection));
      case "DELETE" -> {
        connection.close(Closing.DELETED);
        yield HttpAnswer.empty(HttpResponseStatus.NO_CONTENT);
      }
      default -> forbidden();
    };
  }

  private static FullHttpResponse invalid(String id) {
    return HttpAnswer.error(
        HttpResponseStatus.BAD_REQUEST,
        "BadRequestException",
        "{\"message\":\"Invalid connectionId: " + escaped(id) + "\"}");
  }

  private static FullHttpResponse throttled() {
    return HttpAnswer.error(
        HttpResponseStatus.TOO_MANY_REQUESTS,
        "LimitExceededException",
        "{\"message\":\"Too Many Requests\"}");
  }

  private static FullHttpResponse failed() {
    return HttpAnswer.error(
        HttpResponseStatus.INTERNAL_SERVER_ERROR,
        "InternalServerErrorException",
        "{\"message\":\"Internal server error\"}");
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

  private FullHttpResponse post(Connection connection, ByteBuf body, ByteBufAllocator allocator) {
    if (!connection.isWritable()) {
      return throttled();
    }
    if (engine.faults().dropsSocket()) {
      connection.drop();
      return HttpAnswer.empty(HttpResponseStatus.OK);
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

  private FullHttpResponse observed(
      ChannelHandlerContext ctx,
      HttpRequest request,
      String id,
      ByteBuf body,
      String caller,
      FullHttpResponse response) {
    engine.observe(
        () ->
            ManagementExchange.of(
                engine, ctx.channel(), request, id, body.readableBytes(), caller, response));
    return response;
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
