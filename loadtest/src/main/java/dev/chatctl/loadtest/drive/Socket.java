package dev.chatctl.loadtest.drive;

import dev.chatctl.loadtest.plan.EndpointProbe;
import io.gatling.http.client.WebSocketListener;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketClientHandshakeException;

/**
 * The life of one socket, told once each: opened or failed, and if opened, at some time gone. All
 * it is told, it is told on its event loop; {@link #isOpen} and {@link #close} may be called from
 * anywhere.
 */
abstract class Socket extends WebSocketListener {
  private enum State {
    CONNECTING,
    OPEN,
    GONE
  }

  private volatile State state = State.CONNECTING;

  /** The handshake succeeded. */
  abstract void opened();

  /** The handshake did not succeed. */
  abstract void failed(String reason);

  /** The open socket was closed, by whomever. */
  abstract void gone(String reason);

  /** Whether frames can be sent. */
  final boolean isOpen() {
    return state == State.OPEN;
  }

  /** Says goodbye; the server's answer closes the socket. */
  final void close() {
    if (isOpen()) {
      sendFrame(new CloseWebSocketFrame());
    }
  }

  @Override
  public final void onWebSocketOpen() {
    state = State.OPEN;
    opened();
  }

  @Override
  public final void onCloseFrame(CloseWebSocketFrame frame) {
    end("close code " + (frame.statusCode() < 0 ? "none" : frame.statusCode()));
  }

  @Override
  public final void onThrowable(Throwable cause) {
    end(state == State.OPEN ? "connection lost" : explain(cause));
  }

  private void end(String reason) {
    State before = state;
    state = State.GONE;
    switch (before) {
      case CONNECTING -> failed(reason);
      case OPEN -> gone(reason);
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
  public void onBinaryFrame(BinaryWebSocketFrame frame) {}

  @Override
  public void onPongFrame(PongWebSocketFrame frame) {}
}
