package dev.chatctl.core.fanout;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** Where each connection is reached: {@code ENDPOINT/@connections/ID}. */
public final class ConnectionUrls {
  private final String connections;

  /**
   * Those of an API.
   *
   * @param endpoint the API's endpoint with its stage, without {@code /@connections}
   */
  public ConnectionUrls(URI endpoint) {
    String base = endpoint.toString();
    this.connections = base + (base.endsWith("/") ? "" : "/") + "@connections/";
  }

  /** The URL of one connection. */
  public String of(String connectionId) {
    return connections
        + URLEncoder.encode(connectionId, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
