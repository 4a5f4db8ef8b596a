package dev.chatctl.local;

import static java.util.concurrent.TimeUnit.SECONDS;

import io.netty.util.concurrent.Future;
import java.net.URI;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.regex.Pattern;
import org.asynchttpclient.AsyncHttpClient;
import org.asynchttpclient.BoundRequestBuilder;
import org.asynchttpclient.ws.WebSocket;
import org.asynchttpclient.ws.WebSocketListener;
import org.asynchttpclient.ws.WebSocketUpgradeHandler;

/** Somebody in a room, on a client that shares no code with the backend. */
final class Member implements WebSocketListener, AutoCloseable {
  private static final Pattern NOTICE = Pattern.compile("\"type\":\"(joined|left|presence)\"");

  /** All frames but those about who comes and goes, which depend on who connected first. */
  final Queue<String> frames = new ConcurrentLinkedQueue<>();

  final WebSocket socket;

  Member(AsyncHttpClient client, URI url) throws Exception {
    this(client.prepareGet(url.toString()));
  }

  /** Somebody who offers a subprotocol. */
  Member(AsyncHttpClient client, URI url, String subprotocol) throws Exception {
    this(client.prepareGet(url.toString()).addHeader("Sec-WebSocket-Protocol", subprotocol));
  }

  private Member(BoundRequestBuilder handshake) throws Exception {
    WebSocket opened =
        handshake
            .execute(new WebSocketUpgradeHandler.Builder().addWebSocketListener(this).build())
            .get(10, SECONDS);
    if (opened == null) {
      throw new ExecutionException("the handshake was refused", null);
    }
    socket = opened;
  }

  void say(String text) throws Exception {
    sayLater(text).get(10, SECONDS);
  }

  /** Says a text, which may be on its way for a while. */
  Future<Void> sayLater(String text) {
    return socket.sendTextFrame("{\"action\":\"sendmessage\",\"message\":\"" + text + "\"}");
  }

  @Override
  public void onTextFrame(String payload, boolean finalFragment, int rsv) {
    if (!NOTICE.matcher(payload).find()) {
      frames.add(payload);
    }
  }

  @Override
  public void onOpen(WebSocket webSocket) {}

  @Override
  public void onClose(WebSocket webSocket, int code, String reason) {}

  @Override
  public void onError(Throwable failure) {
    throw new AssertionError(failure);
  }

  @Override
  public void close() {
    if (socket.isOpen()) {
      socket.sendCloseFrame().syncUninterruptibly();
    }
  }
}
