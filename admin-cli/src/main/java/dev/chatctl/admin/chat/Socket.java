package dev.chatctl.admin.chat;

import dev.chatctl.cli.CliException;
import dev.chatctl.cli.ExitCode;
import dev.chatctl.cli.PrintableUrl;
import dev.chatctl.description.SocketRequest;
import java.net.ConnectException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.asynchttpclient.AsyncHttpClient;
import org.asynchttpclient.BoundRequestBuilder;
import org.asynchttpclient.Dsl;
import org.asynchttpclient.HttpResponseStatus;
import org.asynchttpclient.ws.WebSocket;
import org.asynchttpclient.ws.WebSocketListener;
import org.asynchttpclient.ws.WebSocketUpgradeHandler;
import org.jspecify.annotations.Nullable;

/** One WebSocket connection: text both ways, and how it ended. */
final class Socket {
  private static final Duration OPEN_TIMEOUT = Duration.ofSeconds(30);
  private static final Duration GOODBYE = Duration.ofSeconds(2);

  /** AWS: the largest message is 128 KB, in frames of 32 KB. */
  private static final int LARGEST_MESSAGE = 131_072;

  private static final Closing NO_ANSWER = new Closing(1006, "no answer");

  private final WebSocket socket;
  private final CompletableFuture<Closing> closed;
  private volatile boolean broken;

  /** How a connection ended; AWS: 1001 after ten idle minutes or two hours. */
  record Closing(int code, String reason) {
    @Override
    public String toString() {
      return (code + " " + reason).strip();
    }

    ExitCode exitCode() {
      return code == 1000 || code == 1005 ? ExitCode.OK : ExitCode.UNAVAILABLE;
    }
  }

  /** Hears frames; called on the connection's thread. */
  interface Receiver {
    void text(String text);

    /** Bytes, which only some chats send. */
    default void binary(byte[] bytes) {
      text(new String(bytes, StandardCharsets.UTF_8));
    }

    void pong(byte[] payload);
  }

  private Socket(WebSocket socket, CompletableFuture<Closing> closed) {
    this.socket = socket;
    this.closed = closed;
  }

  /** What connects, as every verb wants it. */
  static AsyncHttpClient client() {
    return Dsl.asyncHttpClient(
        Dsl.config()
            .setAggregateWebSocketFrameFragments(true)
            .setWebSocketMaxBufferSize(LARGEST_MESSAGE)
            .setWebSocketMaxFrameSize(LARGEST_MESSAGE)
            .setIoThreadsCount(1)
            .setShutdownQuietPeriod(Duration.ZERO)
            .setThreadPoolName("chat"));
  }

  /**
   * Connects.
   *
   * @throws CliException saying why it could not
   */
  static Socket open(AsyncHttpClient client, String url, Receiver receiver) {
    return open(client, new SocketRequest(URI.create(url), Map.of(), List.of()), receiver);
  }

  /** The same with headers and subprotocols. */
  static Socket open(AsyncHttpClient client, SocketRequest request, Receiver receiver) {
    String url = request.url().toString();
    String shown = PrintableUrl.of(url);
    var closed = new CompletableFuture<Closing>();
    var handshake = new Handshake(new Listener(receiver, closed));
    try {
      WebSocket socket =
          prepared(client, request)
              .execute(handshake)
              .get(OPEN_TIMEOUT.toSeconds(), TimeUnit.SECONDS);
      if (socket == null) {
        throw refused(shown, "HTTP " + handshake.status + " instead of 101", handshake.status);
      }
      return new Socket(socket, closed);
    } catch (ExecutionException e) {
      throw refused(shown, reason(e.getCause()), handshake.status);
    } catch (TimeoutException e) {
      throw new CliException(
          ExitCode.UNAVAILABLE,
          "cannot connect to " + shown + ": no answer within " + OPEN_TIMEOUT.toSeconds() + " s",
          "chatctl context show prints the URL in use");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CliException(ExitCode.INTERRUPTED, "interrupted while connecting to " + shown);
    }
  }

  private static BoundRequestBuilder prepared(AsyncHttpClient client, SocketRequest request) {
    BoundRequestBuilder prepared = client.prepareGet(request.url().toString());
    request.headers().forEach(prepared::setHeader);
    return request.subprotocols().isEmpty()
        ? prepared
        : prepared.setHeader("Sec-WebSocket-Protocol", String.join(", ", request.subprotocols()));
  }

  /** Sends a binary frame; fails as {@link #send(String)} does. */
  void send(byte[] bytes) {
    await(socket.sendBinaryFrame(bytes));
  }

  /**
   * Sends a text.
   *
   * @throws CliException if the connection has broken; then it is closed
   */
  void send(String text) {
    await(socket.sendTextFrame(text));
  }

  void ping(byte[] payload) {
    await(socket.sendPingFrame(payload));
  }

  /**
   * Says goodbye and waits for the answer: a client that is closed before has no thread left to
   * hear of it.
   */
  void close() {
    if (socket.isOpen()) {
      var unused = socket.sendCloseFrame();
      var ignored =
          closed
              .copy()
              .completeOnTimeout(NO_ANSWER, GOODBYE.toMillis(), TimeUnit.MILLISECONDS)
              .join();
    }
  }

  /** Whether something could not be sent. */
  boolean isBroken() {
    return broken;
  }

  CompletableFuture<Closing> closed() {
    return closed;
  }

  private void await(Future<?> sent) {
    try {
      sent.get();
    } catch (ExecutionException e) {
      String told = "the connection broke while sending: " + reason(e.getCause());
      broken = true;
      closed.complete(new Closing(1006, told));
      throw new CliException(ExitCode.UNAVAILABLE, told);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static CliException refused(String url, String reason, int status) {
    boolean denied = status == 401 || status == 403;
    return new CliException(
        denied ? ExitCode.DENIED : ExitCode.UNAVAILABLE,
        "cannot connect to " + url + ": " + reason,
        denied
            ? "does the chat want --token-file? does the URL end in the right stage?"
            : "is it running? chatctl local starts a chat here");
  }

  private static String reason(@Nullable Throwable cause) {
    for (Throwable failure = cause; failure != null; failure = failure.getCause()) {
      if (failure instanceof ConnectException) {
        return "connection refused";
      }
    }
    return cause == null ? "unknown" : String.valueOf(cause.getMessage());
  }

  /** The handshake, with the status that answered it; 0 for none. */
  private static final class Handshake extends WebSocketUpgradeHandler {
    private volatile int status;

    Handshake(Listener listener) {
      super(List.of(listener));
    }

    @Override
    protected void onStatusReceived0(HttpResponseStatus answer) {
      status = answer.getStatusCode();
    }
  }

  /** Puts frames together and hands them on. */
  private record Listener(Receiver receiver, CompletableFuture<Closing> closed)
      implements WebSocketListener {
    @Override
    public void onOpen(WebSocket socket) {
      // the upgrade's future tells
    }

    @Override
    public void onTextFrame(String payload, boolean last, int reserved) {
      receiver.text(payload);
    }

    @Override
    public void onBinaryFrame(byte[] payload, boolean last, int reserved) {
      receiver.binary(payload);
    }

    @Override
    public void onPongFrame(byte[] payload) {
      receiver.pong(payload);
    }

    @Override
    public void onClose(WebSocket socket, int code, @Nullable String reason) {
      closed.complete(new Closing(code, reason == null ? "" : reason));
    }

    @Override
    public void onError(Throwable failure) {
      closed.complete(new Closing(1006, String.valueOf(failure.getMessage())));
    }
  }
}
