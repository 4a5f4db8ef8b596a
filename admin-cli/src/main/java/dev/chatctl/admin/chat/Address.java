package dev.chatctl.admin.chat;

import dev.chatctl.cli.CliException;
import dev.chatctl.cli.PrintableUrl;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;

/** A WebSocket URL with what to ask of the chat in its query. */
final class Address {
  private Address() {}

  /**
   * The URL with these parameters added.
   *
   * @throws CliException if it is no WebSocket URL
   */
  static String of(String url, Map<String, String> parameters) {
    try {
      URI uri = URI.create(url);
      boolean valid =
          uri.getHost() != null && ("ws".equals(uri.getScheme()) || "wss".equals(uri.getScheme()));
      if (!valid) {
        throw new IllegalArgumentException("no host or no ws");
      }
      String query =
          parameters.entrySet().stream()
              .map(parameter -> parameter.getKey() + "=" + encode(parameter.getValue()))
              .collect(Collectors.joining("&"));
      if (query.isEmpty()) {
        return url;
      }
      return url + (uri.getRawQuery() == null ? "?" : "&") + query;
    } catch (IllegalArgumentException e) {
      throw CliException.usage(
          "URL: " + PrintableUrl.of(url) + " (expected: ws://... or wss://...)",
          "--url says it, or a context's websocket_url");
    }
  }

  private static String encode(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8);
  }
}
