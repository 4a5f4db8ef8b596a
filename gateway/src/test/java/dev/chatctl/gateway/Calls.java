package dev.chatctl.gateway;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;

/** Unsigned calls of the management API. */
public final class Calls {
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private Calls() {}

  public static HttpResponse<String> post(Gateway gateway, String id, String body)
      throws Exception {
    return send("POST", path(gateway, id), body.getBytes(StandardCharsets.UTF_8));
  }

  public static HttpResponse<String> get(Gateway gateway, String id) throws Exception {
    return send("GET", path(gateway, id), new byte[0]);
  }

  public static HttpResponse<String> delete(Gateway gateway, String id) throws Exception {
    return send("DELETE", path(gateway, id), new byte[0]);
  }

  public static HttpResponse<String> send(String method, String uri, byte[] body) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(uri))
            .method(method, HttpRequest.BodyPublishers.ofByteArray(body))
            .build();
    return HTTP.send(request, HttpResponse.BodyHandlers.ofString());
  }

  public static String path(Gateway gateway, String id) {
    return gateway.managementEndpoint() + "/@connections/" + id.replace("=", "%3D");
  }
}
