package dev.chatctl.loadtest.consistency.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A connection that speaks the envelope dialect: one thread asks, and takes what is answered. */
final class ChatSocket implements WebSocket.Listener {
  /** Longer than a function may take. */
  static final Duration PATIENCE = Duration.ofSeconds(32);

  private static final ObjectMapper JSON = new ObjectMapper();

  /** Frames that answer a request, those of API Gateway's own without a type too. */
  private static final Set<String> ANSWERS = Set.of("ack", "history", "who", "error", "pong", "");

  private final Consumer<JsonNode> live;
  private final Runnable ended;
  private final BlockingQueue<JsonNode> answers = new LinkedBlockingQueue<>();
  private final StringBuilder frame = new StringBuilder();
  private volatile boolean open = true;

  private ChatSocket(Consumer<JsonNode> live, Runnable ended) {
    this.live = live;
    this.ended = ended;
  }

  /** What a client has of its connection. */
  record Opened(ChatSocket listener, WebSocket socket) {
    boolean isOpen() {
      return listener.open;
    }

    /** Sends a request; what comes of it is an {@link #answer}. */
    void ask(JsonNode request) throws InterruptedException {
      try {
        socket.sendText(request.toString(), true).get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
      } catch (ExecutionException | TimeoutException e) {
        cut();
      }
    }

    /** The next frame that answers; empty if none comes, and the connection is over then. */
    Optional<JsonNode> answer() throws InterruptedException {
      JsonNode answer = listener.answers.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
      if (answer == null) {
        cut(); // what comes later is not to be taken for another's answer
      }
      return answer == null || answer.isMissingNode() ? Optional.empty() : Optional.of(answer);
    }

    /** Says goodbye. */
    void close() throws InterruptedException {
      listener.end();
      try {
        socket.sendClose(WebSocket.NORMAL_CLOSURE, "").get(5, TimeUnit.SECONDS);
      } catch (ExecutionException | TimeoutException e) {
        socket.abort();
      }
    }

    /** Goes without a word. */
    void cut() {
      listener.end();
      socket.abort();
    }
  }

  /**
   * Connects.
   *
   * @param live told of each message that comes by itself, as it comes
   * @param ended told once, when the connection is over on this side
   * @throws IOException if the handshake does not succeed
   */
  static Opened open(
      HttpClient http, URI url, Optional<String> token, Consumer<JsonNode> live, Runnable ended)
      throws IOException, InterruptedException {
    var listener = new ChatSocket(live, ended);
    WebSocket.Builder handshake = http.newWebSocketBuilder().connectTimeout(PATIENCE);
    token.ifPresent(value -> handshake.header("Authorization", "Bearer " + value));
    try {
      WebSocket socket =
          handshake.buildAsync(url, listener).get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
      return new Opened(listener, socket);
    } catch (ExecutionException | TimeoutException e) {
      throw new IOException("the handshake failed: " + e.getMessage(), e);
    }
  }

  @Override
  public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
    frame.append(data);
    if (last) {
      take(frame.toString());
      frame.setLength(0);
    }
    socket.request(1);
    return null;
  }

  private void take(String text) {
    JsonNode json;
    try {
      json = JSON.readTree(text);
    } catch (JsonProcessingException e) {
      json = JSON.createObjectNode().put("type", "error").put("code", "not_json");
    }
    String type = json.path("type").asText();
    if (type.equals("message")) {
      live.accept(json);
    } else if (ANSWERS.contains(type)) {
      answers.add(json);
    }
  }

  @Override
  public @Nullable CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
    end();
    return null;
  }

  @Override
  public void onError(WebSocket socket, Throwable error) {
    end();
  }

  private void end() {
    if (open) {
      open = false;
      ended.run();
      answers.add(MissingNode.getInstance());
    }
  }
}
