package dev.chatctl.gateway;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import dev.chatctl.gateway.event.CloseReason;
import dev.chatctl.gateway.internal.text.ServiceIds;
import dev.chatctl.gateway.signature.Signatures;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufUtil;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The {@code @connections} API, everything but its HTTP framing. */
final class Management {
  private static final DateTimeFormatter ISO_MILLIS =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

  private static final Set<String> METHODS = Set.of("POST", "GET", "DELETE");
  private static final long NOT_ASCII = 0x8080808080808080L;

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
  FullHttpResponse serve(ManagementCall call, ByteBuf body) {
    if (!METHODS.contains(call.method())) {
      return forbidden();
    }
    if (!ServiceIds.isConnectionId(call.connectionId())) {
      return observed(call, body, "-", invalid(call.connectionId()));
    }
    if (gate.isOpen()) {
      return observed(call, body, "-", act(call, body));
    }
    Signatures.Verdict verdict = gate.manage(call, body);
    FullHttpResponse refusal = gate.refusal(verdict, call);
    String caller = verdict instanceof Signatures.Verdict.Accepted(String arn) ? arn : "-";
    return observed(call, body, caller, refusal == null ? act(call, body) : refusal);
  }

  private FullHttpResponse act(ManagementCall call, ByteBuf body) {
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
    Connection connection = engine.connections().find(call.connectionId());
    if (connection == null) {
      return gone();
    }
    return switch (call.method()) {
      case "POST" -> post(connection, body, call.ctx().alloc());
      case "GET" -> HttpAnswer.json(HttpResponseStatus.OK, describe(connection));
      default -> {
        connection.close(CloseReason.DELETED);
        yield HttpAnswer.empty(HttpResponseStatus.NO_CONTENT);
      }
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
    if (isAscii(body) || ByteBufUtil.isText(body, StandardCharsets.UTF_8)) {
      return body.retainedSlice();
    }
    return ByteBufUtil.writeUtf8(allocator, body.toString(StandardCharsets.UTF_8));
  }

  /** Eight bytes at a time, since most payloads are ASCII and the full check goes byte by byte. */
  private static boolean isAscii(ByteBuf body) {
    int at = body.readerIndex();
    int end = body.writerIndex();
    for (; at + Long.BYTES <= end; at += Long.BYTES) {
      if ((body.getLong(at) & NOT_ASCII) != 0) {
        return false;
      }
    }
    for (; at < end; at++) {
      if (body.getByte(at) < 0) {
        return false;
      }
    }
    return true;
  }

  private FullHttpResponse observed(
      ManagementCall call, ByteBuf body, String caller, FullHttpResponse response) {
    engine.observe(() -> call.exchange(engine.now(), body.readableBytes(), caller, response));
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
