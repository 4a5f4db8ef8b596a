package dev.chatctl.loadtest.plan;

import dev.chatctl.description.SocketRequest;
import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpTimeoutException;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** One handshake before a run, with the JDK's own client: says why an endpoint cannot be used. */
public final class EndpointProbe {
  private static final Duration PATIENCE = Duration.ofSeconds(35);

  private EndpointProbe() {}

  /** The reason why no socket can be opened there, or nothing if one was opened and closed. */
  public static Optional<String> refusal(SocketRequest request, Optional<TrustedCertificates> trust)
      throws InterruptedException {
    HttpClient.Builder builder = HttpClient.newBuilder();
    trust.ifPresent(certificates -> builder.sslContext(certificates.context()));
    HttpClient client = builder.build();
    try {
      WebSocket.Builder handshake = client.newWebSocketBuilder().connectTimeout(PATIENCE);
      request.headers().forEach(handshake::header);
      List<String> subprotocols = request.subprotocols();
      if (!subprotocols.isEmpty()) {
        handshake.subprotocols(
            subprotocols.getFirst(),
            subprotocols.subList(1, subprotocols.size()).toArray(String[]::new));
      }
      WebSocket socket =
          handshake
              .buildAsync(request.url(), new WebSocket.Listener() {})
              .get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
      socket.sendClose(WebSocket.NORMAL_CLOSURE, "").get(5, TimeUnit.SECONDS);
      return Optional.empty();
    } catch (TimeoutException e) {
      return Optional.of("no answer to the handshake within " + PATIENCE.toSeconds() + " s");
    } catch (ExecutionException e) {
      return Optional.of(explain(e.getCause()));
    } finally {
      client.shutdownNow();
    }
  }

  private static String explain(@Nullable Throwable cause) {
    return switch (cause) {
      case WebSocketHandshakeException e -> status(e.getResponse().statusCode());
      case HttpTimeoutException e -> "no answer within " + PATIENCE.toSeconds() + " s";
      case SSLException e -> "TLS failed: " + tls(String.valueOf(e.getMessage()));
      case ConnectException e ->
          e.getCause() instanceof UnresolvedAddressException
              ? "unknown host"
              : "connection refused";
      case IOException e -> String.valueOf(e.getMessage());
      case null, default -> String.valueOf(cause);
    };
  }

  private static String tls(String message) {
    return message.contains("PKIX") || message.contains("trust anchor")
        ? "nobody this machine trusts vouches for the certificate; --cacert FILE names one to trust"
        : message;
  }

  /** What a refused handshake means on API Gateway. */
  public static String status(int code) {
    String meaning =
        switch (code) {
          case 401 -> "unauthorized: the authorizer found no credentials";
          case 403 -> "forbidden: wrong stage or path, or the authorizer denied";
          case 404 -> "no WebSocket endpoint at this path";
          case 429 -> "too many connections at once: lower --connect-rate";
          case 500, 502, 503, 504 -> "the backend failed on connect";
          default -> "the handshake was refused";
        };
    return "HTTP " + code + ", " + meaning;
  }
}
