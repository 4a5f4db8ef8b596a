package dev.chatctl.loadtest.injector;

import dev.chatctl.cli.PrintableText;
import dev.chatctl.loadtest.plan.EndpointProbe;
import io.gatling.http.client.WebSocketListener;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketClientHandshakeException;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;

/**
 * One socket of a virtual user, which is told once each: opened or failed, and if opened, at some
 * time closed, by whomever. {@link #isOpen} and {@link #close} may be called from anywhere.
 */
final class ClientSocket extends WebSocketListener {
  private enum State {
    CONNECTING,
    OPEN,
    GONE
  }

  private static final int LONGEST_REASON = 60;

  private volatile State state = State.CONNECTING;
  private volatile boolean ready;

  private final VirtualUser user;
  private long openedNanos;

  ClientSocket(VirtualUser user) {
    this.user = user;
  }

  /** Whether what is said is heard: the socket is open, and its client ready. */
  boolean isOpen() {
    return state == State.OPEN && ready;
  }

  /** Its client is ready. */
  void ready() {
    ready = true;
  }

  /** Says a text, as its user does. */
  void say(String text) {
    user.send(() -> user.client().say(text));
  }

  /** Sends a close frame; the server's answer closes the socket. */
  void close() {
    if (state == State.OPEN) {
      sendFrame(new CloseWebSocketFrame());
    }
  }

  @Override
  public void onWebSocketOpen() {
    state = State.OPEN;
    openedNanos = System.nanoTime();
    user.watch().usage().opened(openedNanos);
    try {
      user.opened(this);
    } catch (UserCodeException e) {
      user.broken(e);
    }
  }

  @Override
  public void onTextFrame(TextWebSocketFrame frame) {
    received(frame, false);
  }

  @Override
  public void onBinaryFrame(BinaryWebSocketFrame frame) {
    received(frame, true);
  }

  private void received(WebSocketFrame frame, boolean binary) {
    try {
      user.heard(frame.content(), binary);
    } catch (UserCodeException e) {
      user.broken(e);
    }
    user.watch().usage().received(frame.content().readableBytes());
  }

  @Override
  public void sendFrame(WebSocketFrame frame) {
    if (frame instanceof TextWebSocketFrame || frame instanceof BinaryWebSocketFrame) {
      user.watch().usage().sent(frame.content().readableBytes());
    }
    super.sendFrame(frame);
  }

  @Override
  public void onCloseFrame(CloseWebSocketFrame frame) {
    String said = PrintableText.oneLine(user.client().redact(frame.reasonText()), LONGEST_REASON);
    end(
        "close code "
            + (frame.statusCode() < 0 ? "none" : frame.statusCode())
            + (said.isEmpty() ? "" : ": " + said));
  }

  @Override
  public void onThrowable(Throwable cause) {
    end(state == State.OPEN ? "close code 1006: connection lost" : explain(cause));
  }

  private void end(String reason) {
    State before = state;
    state = State.GONE;
    switch (before) {
      case CONNECTING -> user.failed(reason);
      case OPEN -> {
        user.watch().usage().closed(openedNanos, System.nanoTime());
        user.closed(reason);
      }
      case GONE -> {}
    }
  }

  private static String explain(Throwable cause) {
    if (cause instanceof WebSocketClientHandshakeException refused && refused.response() != null) {
      return EndpointProbe.status(refused.response().status().code());
    }
    String message = String.valueOf(cause.getMessage());
    // The ephemeral port or a peer's address in a message would make every reason a different one.
    return message.replaceAll("[/:]+[\\d.:]+", "").strip();
  }

  @Override
  public void onHttpResponse(HttpResponseStatus status, HttpHeaders headers) {}

  @Override
  public void onPongFrame(PongWebSocketFrame frame) {}
}
