package dev.chatctl.gateway.internal.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.chatctl.gateway.internal.text.ServiceIds;
import dev.chatctl.gateway.internal.text.TimeText;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.DefaultHttpHeadersFactory;
import io.netty.handler.codec.http.EmptyHttpHeaders;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.util.AsciiString;
import org.jspecify.annotations.Nullable;

/** The HTTP answers of the gateway; names of headers as the service writes them. */
public final class HttpAnswer {
  public static final AsciiString REQUEST_ID = AsciiString.cached("x-amzn-RequestId");
  public static final AsciiString APIGW_ID = AsciiString.cached("x-amz-apigw-id");
  private static final AsciiString TRACE_ID = AsciiString.cached("X-Amzn-Trace-Id");
  private static final AsciiString ERROR_TYPE = AsciiString.cached("x-amzn-ErrorType");
  private static final AsciiString ZERO = AsciiString.cached("0");
  private static final AsciiString JSON = AsciiString.cached("application/json");
  private static final AsciiString TEXT = AsciiString.cached("text/plain; charset=UTF-8");
  private static final AsciiString JSON_UTF8 =
      AsciiString.cached("application/json; charset=UTF-8");
  // Names and values below are ours, so Netty need not check them again.
  private static final DefaultHttpHeadersFactory HEADERS =
      DefaultHttpHeadersFactory.headersFactory().withValidation(false);

  private HttpAnswer() {}

  /** An answer of {@code @connections} with an empty body. */
  public static FullHttpResponse empty(HttpResponseStatus status) {
    return identified(response(status, Unpooled.EMPTY_BUFFER));
  }

  /** An answer of {@code @connections} with a JSON body. */
  public static FullHttpResponse json(HttpResponseStatus status, String body) {
    return identified(response(status, Unpooled.copiedBuffer(body, UTF_8)));
  }

  /** A refusal the SDKs read by its error type. */
  public static FullHttpResponse error(HttpResponseStatus status, String errorType, String text) {
    return error(status, errorType, "message", text);
  }

  /** As above, under a key that is not {@code message}; an empty text makes an empty body. */
  public static FullHttpResponse error(
      HttpResponseStatus status, String errorType, String key, String text) {
    String body = text.isEmpty() ? "" : "{\"%s\":\"%s\"}".formatted(key, text);
    FullHttpResponse response = json(status, body);
    response.headers().set(ERROR_TYPE, errorType);
    return response;
  }

  /** AWS: a wrong stage, a wrong path, a method that does not exist. */
  public static FullHttpResponse forbidden() {
    return error(HttpResponseStatus.FORBIDDEN, "ForbiddenException", "Forbidden");
  }

  /** AWS: an oversized body is refused by a front end that adds neither type nor ids. */
  public static FullHttpResponse naked(HttpResponseStatus status) {
    return response(status, Unpooled.EMPTY_BUFFER);
  }

  /** What a filter refuses, with why. */
  public static FullHttpResponse filtered(String problem) {
    return response(
        HttpResponseStatus.FORBIDDEN, Unpooled.copiedBuffer(problem + "\n", UTF_8), TEXT);
  }

  /** A refused handshake. AWS: no error type and no request id, only {@code x-amz-apigw-id}. */
  public static FullHttpResponse refusal(HttpResponseStatus status, String body, String requestId) {
    FullHttpResponse response = response(status, Unpooled.copiedBuffer(body, UTF_8), JSON_UTF8);
    response.headers().set(APIGW_ID, requestId);
    return response;
  }

  /** Go on: the client waits before it sends its body. */
  public static FullHttpResponse proceed() {
    return new DefaultFullHttpResponse(
        HttpVersion.HTTP_1_1, HttpResponseStatus.CONTINUE, Unpooled.EMPTY_BUFFER);
  }

  /** AWS: a 101 has these headers and no others. */
  public static FullHttpResponse switching(String accept, @Nullable String protocol) {
    FullHttpResponse response =
        new DefaultFullHttpResponse(
            HttpVersion.HTTP_1_1, HttpResponseStatus.SWITCHING_PROTOCOLS, Unpooled.EMPTY_BUFFER);
    response
        .headers()
        .set(HttpHeaderNames.DATE, date())
        .set(HttpHeaderNames.CONNECTION, HttpHeaderValues.UPGRADE)
        .set(HttpHeaderNames.UPGRADE, HttpHeaderValues.WEBSOCKET)
        .set(HttpHeaderNames.SEC_WEBSOCKET_ACCEPT, accept);
    if (protocol != null) {
      response.headers().set(HttpHeaderNames.SEC_WEBSOCKET_PROTOCOL, protocol);
    }
    return response;
  }

  private static AsciiString date() {
    return ascii(TimeText.HTTP_DATE.of(System.currentTimeMillis()));
  }

  /** Netty writes such a text in one copy, a String character by character. */
  private static AsciiString ascii(String text) {
    return new AsciiString(text.getBytes(ISO_8859_1), false);
  }

  private static FullHttpResponse response(HttpResponseStatus status, ByteBuf body) {
    return response(status, body, JSON);
  }

  private static FullHttpResponse response(
      HttpResponseStatus status, ByteBuf body, AsciiString contentType) {
    FullHttpResponse response =
        new DefaultFullHttpResponse(
            HttpVersion.HTTP_1_1, status, body, HEADERS.newHeaders(), EmptyHttpHeaders.INSTANCE);
    // Added, not set: there is nothing to replace, and looking for it takes time.
    HttpHeaders headers = response.headers().add(HttpHeaderNames.DATE, date());
    if (!status.equals(HttpResponseStatus.NO_CONTENT)) {
      headers.add(HttpHeaderNames.CONTENT_TYPE, contentType);
      headers.add(HttpHeaderNames.CONTENT_LENGTH, length(body.readableBytes()));
    }
    return response;
  }

  private static FullHttpResponse identified(FullHttpResponse response) {
    String uuid = ServiceIds.uuid();
    response
        .headers()
        .add(REQUEST_ID, ascii(uuid))
        .add(APIGW_ID, ascii(ServiceIds.requestId()))
        .add(TRACE_ID, ascii(ServiceIds.traceId(System.currentTimeMillis(), uuid)));
    return response;
  }

  private static AsciiString length(int bytes) {
    return bytes == 0 ? ZERO : ascii(Integer.toString(bytes));
  }
}
