package dev.chatctl.gateway;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The JDK's WebSocket client with its messages in a queue. */
public final class Client implements WebSocket.Listener, AutoCloseable {
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private final BlockingQueue<String> messages = new LinkedBlockingQueue<>();
  private final StringBuilder partial = new StringBuilder();
  private final CompletableFuture<String> closed = new CompletableFuture<>();
  private final WebSocket socket;

  private Client(URI url, WebSocket.Builder builder) {
    socket = builder.connectTimeout(Duration.ofSeconds(10)).buildAsync(url, this).join();
  }

  public static Client connect(URI url) {
    return new Client(url, HTTP.newWebSocketBuilder());
  }

  public static Client connect(URI url, String subprotocol) {
    return new Client(url, HTTP.newWebSocketBuilder().subprotocols(subprotocol));
  }

  public WebSocket socket() {
    return socket;
  }

  public Client send(String text) {
    socket.sendText(text, true).join();
    return this;
  }

  /** The next message; fails after five seconds. */
  public String next() throws InterruptedException {
    String message = messages.poll(5, TimeUnit.SECONDS);
    if (message == null) {
      throw new AssertionError("no message within 5 s; closed: " + closed.getNow("no"));
    }
    return message;
  }

  /** {@code code reason} of the server's close frame. */
  public String closing() throws Exception {
    return closed.get(5, TimeUnit.SECONDS);
  }

  @Override
  public @Nullable CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
    partial.append(data);
    if (last) {
      messages.add(partial.toString());
      partial.setLength(0);
    }
    webSocket.request(1);
    return null;
  }

  @Override
  public CompletionStage<?> onBinary(WebSocket webSocket, ByteBuffer data, boolean last) {
    throw new AssertionError("binary frame");
  }

  @Override
  public @Nullable CompletionStage<?> onClose(WebSocket webSocket, int statusCode, String reason) {
    closed.complete(statusCode + " " + reason);
    return null;
  }

  @Override
  public void onError(WebSocket webSocket, Throwable error) {
    closed.completeExceptionally(error);
  }

  @Override
  public void close() {
    socket.abort();
  }
}
