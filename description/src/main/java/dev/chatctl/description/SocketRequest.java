package dev.chatctl.description;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What a client asks for a socket with.
 *
 * @param headers beside those of every handshake
 */
public record SocketRequest(URI url, Map<String, String> headers, List<String> subprotocols) {
  /** At that URL, whose own parameters stay as they are. */
  public static SocketRequest of(URI base, HandshakeTemplate template, Variables values) {
    Map<String, String> headers = new LinkedHashMap<>(filled(template.headers(), values));
    String cookies =
        filled(template.cookies(), values).entrySet().stream()
            .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
            .collect(Collectors.joining("; "));
    if (!cookies.isEmpty()) {
      headers.put("Cookie", cookies);
    }
    return new SocketRequest(
        url(base, template, values),
        headers,
        template.subprotocols().stream()
            .flatMap(subprotocol -> subprotocol.fill(values).stream())
            .toList());
  }

  private static Map<String, String> filled(Map<String, TextTemplate> templates, Variables values) {
    Map<String, String> filled = new LinkedHashMap<>();
    templates.forEach(
        (name, template) -> template.fill(values).ifPresent(value -> filled.put(name, value)));
    return filled;
  }

  private static URI url(URI base, HandshakeTemplate template, Variables values) {
    String given = base.getRawQuery() == null ? "" : base.getRawQuery();
    String query =
        filled(template.query(), values).entrySet().stream()
            .filter(parameter -> !("&" + given).contains("&" + parameter.getKey() + "="))
            .map(parameter -> encoded(parameter.getKey()) + "=" + encoded(parameter.getValue()))
            .collect(Collectors.joining("&"));
    String path = path(base, template.path().flatMap(it -> it.fill(values)));
    String all = given + (given.isEmpty() || query.isEmpty() ? "" : "&") + query;
    return URI.create(
        base.getScheme()
            + "://"
            + base.getRawAuthority()
            + path
            + (all.isEmpty() ? "" : "?" + all));
  }

  private static String path(URI base, Optional<String> more) {
    String path = base.getRawPath();
    if (more.isEmpty() || path.endsWith(more.get())) {
      return path;
    }
    return path.replaceFirst("/+$", "") + (more.get().startsWith("/") ? "" : "/") + more.get();
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
