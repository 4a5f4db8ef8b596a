package dev.chatctl.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.chatctl.gateway.event.Ids;
import dev.chatctl.gateway.event.TimeText;
import dev.chatctl.gateway.invoke.Uuids;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.DefaultHttpHeadersFactory;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.util.AsciiString;
import org.jspecify.annotations.Nullable;

/** The HTTP answers of the gateway; names of headers as the service writes them. */
final class HttpAnswer {
  static final AsciiString REQUEST_ID = AsciiString.cached("x-amzn-RequestId");
  static final AsciiString APIGW_ID = AsciiString.cached("x-amz-apigw-id");
  private static final AsciiString TRACE_ID = AsciiString.cached("X-Amzn-Trace-Id");
  private static final AsciiString ERROR_TYPE = AsciiString.cached("x-amzn-ErrorType");
  private static final AsciiString JSON = AsciiString.cached("application/json");
  private static final AsciiString JSON_UTF8 =
      AsciiString.cached("application/json; charset=UTF-8");
  // Names and values below are ours, so Netty need not check them again.
  private static final DefaultHttpHeadersFactory HEADERS =
      DefaultHttpHeadersFactory.headersFactory().withValidation(false);

  private HttpAnswer() {}

  /** An answer of {@code @connections} with an empty body. */
  static FullHttpResponse empty(HttpResponseStatus status) {
    return identified(response(status, Unpooled.EMPTY_BUFFER));
  }

  /** An answer of {@code @connections} with a JSON body. */
  static FullHttpResponse json(HttpResponseStatus status, String body) {
    return identified(response(status, Unpooled.copiedBuffer(body, UTF_8)));
  }

  /** A refusal the SDKs read by its error type; the body may be empty. */
  static FullHttpResponse error(HttpResponseStatus status, String errorType, String body) {
    FullHttpResponse response = json(status, body);
    response.headers().set(ERROR_TYPE, errorType);
    return response;
  }

  /** AWS: an oversized body is refused by a front end that adds neither type nor ids. */
  static FullHttpResponse naked(HttpResponseStatus status) {
    return response(status, Unpooled.EMPTY_BUFFER);
  }

  /** A refused handshake. AWS: no error type and no request id, only {@code x-amz-apigw-id}. */
  static FullHttpResponse refusal(HttpResponseStatus status, String body, String requestId) {
    FullHttpResponse response = response(status, Unpooled.copiedBuffer(body, UTF_8), JSON_UTF8);
    response.headers().set(APIGW_ID, requestId);
    return response;
  }

  /** Go on: the client waits before it sends its body. */
  static FullHttpResponse proceed() {
    return new DefaultFullHttpResponse(
        HttpVersion.HTTP_1_1, HttpResponseStatus.CONTINUE, Unpooled.EMPTY_BUFFER);
  }

  /** AWS: a 101 has these headers and no others. */
  static FullHttpResponse switching(String accept, @Nullable String protocol) {
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

  private static String date() {
    return TimeText.HTTP_DATE.of(System.currentTimeMillis());
  }

  private static FullHttpResponse response(HttpResponseStatus status, ByteBuf body) {
    return response(status, body, JSON);
  }

  private static FullHttpResponse response(
      HttpResponseStatus status, ByteBuf body, AsciiString contentType) {
    FullHttpResponse response =
        new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, status, body, HEADERS, HEADERS);
    HttpHeaders headers = response.headers();
    headers.set(HttpHeaderNames.DATE, date());
    if (!status.equals(HttpResponseStatus.NO_CONTENT)) {
      headers.set(HttpHeaderNames.CONTENT_TYPE, contentType);
      headers.set(HttpHeaderNames.CONTENT_LENGTH, Integer.toString(body.readableBytes()));
    }
    return response;
  }

  private static FullHttpResponse identified(FullHttpResponse response) {
    String uuid = Uuids.random();
    String seconds = Long.toHexString(System.currentTimeMillis() / 1000);
    String unique =
        uuid.substring(9, 13)
            + uuid.substring(14, 18)
            + uuid.substring(19, 23)
            + uuid.substring(24);
    response
        .headers()
        .set(REQUEST_ID, uuid)
        .set(APIGW_ID, Ids.requestId())
        .set(TRACE_ID, "Root=1-" + seconds + "-" + unique);
    return response;
  }
}
