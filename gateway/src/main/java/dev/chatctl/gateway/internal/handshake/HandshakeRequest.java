package dev.chatctl.gateway.internal.handshake;

import dev.chatctl.gateway.event.HandshakeFacts;
import dev.chatctl.gateway.internal.http.HttpRequests;
import dev.chatctl.gateway.internal.text.ServiceIds;
import dev.chatctl.gateway.route.WebSocketApi;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A request to open a socket.
 *
 * @param api the deployment whose stage the path names
 * @param refuse takes the answer, on the event loop, when there will be no socket
 */
public record HandshakeRequest(
    ChannelHandlerContext ctx,
    HttpRequest http,
    WebSocketApi api,
    Consumer<FullHttpResponse> refuse) {
  private static final int KEY_BYTES = 16;
  private static final String FORWARDED_FOR = "X-Forwarded-For";

  // AWS: Connection and Upgrade are stripped. The rest frames the request and is none of its
  // content.
  private static final Set<String> HIDDEN =
      Set.of("connection", "upgrade", "content-length", "transfer-encoding");

  /** Whether a request means to open a socket, well-formed or not. */
  public static boolean isHandshake(HttpRequest request) {
    return request.method().equals(HttpMethod.GET)
        && request
            .headers()
            .containsValue(HttpHeaderNames.CONNECTION, HttpHeaderValues.UPGRADE, true)
        && request.headers().contains(HttpHeaderNames.UPGRADE, HttpHeaderValues.WEBSOCKET, true);
  }

  String sourceIp() {
    return HttpRequests.sourceIp(ctx.channel());
  }

  @Nullable String userAgent() {
    return http.headers().get(HttpHeaderNames.USER_AGENT);
  }

  /** RFC 6455, section 4.2.1: version 13 and a key of 16 bytes. */
  boolean isWellFormed() {
    String version = http.headers().get(HttpHeaderNames.SEC_WEBSOCKET_VERSION);
    String key = http.headers().get(HttpHeaderNames.SEC_WEBSOCKET_KEY);
    if (key == null || !"13".equals(version)) {
      return false;
    }
    try {
      return Base64.getDecoder().decode(key.strip()).length == KEY_BYTES;
    } catch (IllegalArgumentException notBase64) {
      return false;
    }
  }

  /** AWS: an authorizer sees the headers of the upgrade too. */
  HandshakeFacts factsForAuthorizer(long time) {
    HandshakeFacts facts = facts(time);
    TreeMap<String, List<String>> headers = new TreeMap<>(facts.headers());
    headers.put("Connection", List.of("upgrade"));
    headers.put("Upgrade", List.of("websocket"));
    headers.put("content-length", List.of("0"));
    return new HandshakeFacts(headers, facts.query());
  }

  /**
   * AWS: names keep the client's case; four headers are the service's own.
   *
   * @param time milliseconds since 1970, for the trace id
   */
  HandshakeFacts facts(long time) {
    TreeMap<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    for (Map.Entry<String, String> header : http.headers()) {
      if (!HIDDEN.contains(header.getKey().toLowerCase(Locale.ROOT))) {
        headers.computeIfAbsent(header.getKey(), name -> new ArrayList<>()).add(header.getValue());
      }
    }
    headers.computeIfAbsent(FORWARDED_FOR, name -> new ArrayList<>()).add(sourceIp());
    headers.computeIfPresent(
        FORWARDED_FOR, (name, addresses) -> List.of(String.join(", ", addresses)));
    headers.put("X-Forwarded-Port", List.of("443"));
    headers.put("X-Forwarded-Proto", List.of("https"));
    headers.computeIfAbsent(
        "X-Amzn-Trace-Id", name -> List.of(ServiceIds.traceId(time, ServiceIds.uuid())));
    return new HandshakeFacts(headers, query());
  }

  private Map<String, List<String>> query() {
    try {
      return new LinkedHashMap<>(new QueryStringDecoder(http.uri()).parameters());
    } catch (IllegalArgumentException badEscape) {
      return Map.of();
    }
  }
}
