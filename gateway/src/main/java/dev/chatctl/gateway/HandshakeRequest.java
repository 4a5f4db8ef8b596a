package dev.chatctl.gateway;

import dev.chatctl.gateway.event.HandshakeFacts;
import dev.chatctl.gateway.internal.text.ServiceIds;
import io.netty.channel.Channel;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Reads from a handshake what CONNECT shows of it. */
final class HandshakeRequest {
  private static final int KEY_BYTES = 16;
  private static final String FORWARDED_FOR = "X-Forwarded-For";

  // AWS: Connection and Upgrade are stripped. The rest frames the request and is none of its
  // content.
  private static final Set<String> HIDDEN =
      caseInsensitive("Connection", "Upgrade", "Content-Length", "Transfer-Encoding");

  private HandshakeRequest() {}

  /** Whether a request means to open a socket, well-formed or not. */
  static boolean isHandshake(HttpRequest request) {
    return request.method().equals(HttpMethod.GET)
        && request
            .headers()
            .containsValue(HttpHeaderNames.CONNECTION, HttpHeaderValues.UPGRADE, true)
        && request.headers().contains(HttpHeaderNames.UPGRADE, HttpHeaderValues.WEBSOCKET, true);
  }

  static String sourceIp(Channel channel) {
    return channel.remoteAddress() instanceof InetSocketAddress address
        ? address.getAddress().getHostAddress()
        : "-";
  }

  /** RFC 6455, section 4.2.1: version 13 and a key of 16 bytes. */
  static boolean isWellFormed(HttpRequest request) {
    String version = request.headers().get(HttpHeaderNames.SEC_WEBSOCKET_VERSION);
    String key = request.headers().get(HttpHeaderNames.SEC_WEBSOCKET_KEY);
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
  static HandshakeFacts forAuthorizer(HttpRequest request, String sourceIp, long time) {
    HandshakeFacts facts = facts(request, sourceIp, time);
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
  static HandshakeFacts facts(HttpRequest request, String sourceIp, long time) {
    TreeMap<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    for (Map.Entry<String, String> header : request.headers()) {
      if (!HIDDEN.contains(header.getKey())) {
        headers.computeIfAbsent(header.getKey(), name -> new ArrayList<>()).add(header.getValue());
      }
    }
    List<String> forwarded = headers.get(FORWARDED_FOR);
    headers.put(
        FORWARDED_FOR,
        List.of(forwarded == null ? sourceIp : String.join(", ", forwarded) + ", " + sourceIp));
    headers.put("X-Forwarded-Port", List.of("443"));
    headers.put("X-Forwarded-Proto", List.of("https"));
    headers.computeIfAbsent(
        "X-Amzn-Trace-Id", name -> List.of(ServiceIds.traceId(time, ServiceIds.uuid())));
    return new HandshakeFacts(headers, query(request.uri()));
  }

  private static Map<String, List<String>> query(String uri) {
    try {
      return new LinkedHashMap<>(new QueryStringDecoder(uri).parameters());
    } catch (IllegalArgumentException badEscape) {
      return Map.of();
    }
  }

  private static Set<String> caseInsensitive(String... names) {
    Set<String> set = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    set.addAll(List.of(names));
    return set;
  }
}
