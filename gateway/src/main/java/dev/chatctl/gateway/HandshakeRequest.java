package dev.chatctl.gateway;

import dev.chatctl.gateway.event.HandshakeFacts;
import dev.chatctl.gateway.invoke.Uuids;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Reads from a handshake what CONNECT shows of it. */
final class HandshakeRequest {
  private static final String FORWARDED_FOR = "X-Forwarded-For";

  // AWS: Connection and Upgrade are stripped. The rest frames the request and is none of its
  // content.
  private static final Set<String> HIDDEN =
      caseInsensitive("Connection", "Upgrade", "Content-Length", "Transfer-Encoding");

  private HandshakeRequest() {}

  /** AWS: names keep the client's case; four headers are the service's own. */
  static HandshakeFacts facts(HttpRequest request, String sourceIp) {
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
    headers.computeIfAbsent("X-Amzn-Trace-Id", name -> List.of(traceId()));
    return new HandshakeFacts(headers, query(request.uri()));
  }

  private static Map<String, List<String>> query(String uri) {
    try {
      return new LinkedHashMap<>(new QueryStringDecoder(uri).parameters());
    } catch (IllegalArgumentException badEscape) {
      return Map.of();
    }
  }

  private static String traceId() {
    String unique = Uuids.random().replace("-", "");
    return "Root=1-" + unique.substring(0, 8) + "-" + unique.substring(8);
  }

  private static Set<String> caseInsensitive(String... names) {
    Set<String> set = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    set.addAll(List.of(names));
    return set;
  }
}
