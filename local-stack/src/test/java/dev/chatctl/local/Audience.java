package dev.chatctl.local;

import static java.util.concurrent.TimeUnit.SECONDS;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.asynchttpclient.AsyncHttpClient;
import org.asynchttpclient.ws.WebSocket;
import org.asynchttpclient.ws.WebSocketListener;
import org.asynchttpclient.ws.WebSocketUpgradeHandler;

/** Many listeners in one room, and when the last of them has heard a message. */
final class Audience implements AutoCloseable {
  private static final int CONNECTING_AT_ONCE = 20;

  private final List<WebSocket> sockets = new ArrayList<>();
  private final Map<String, Hearing> hearings = new ConcurrentHashMap<>();

  Audience(AsyncHttpClient client, URI url, int size) throws Exception {
    for (int begun = 0; begun < size; begun += CONNECTING_AT_ONCE) {
      var connecting = new ArrayList<Future<? extends WebSocket>>();
      for (int i = begun; i < Math.min(size, begun + CONNECTING_AT_ONCE); i++) {
        connecting.add(
            client
                .prepareGet(url.toString())
                .execute(
                    new WebSocketUpgradeHandler.Builder()
                        .addWebSocketListener(new Listener())
                        .build()));
      }
      for (var socket : connecting) {
        sockets.add(socket.get(30, SECONDS));
      }
    }
  }

  int size() {
    return sockets.size();
  }

  /** Says a text and waits until everybody has heard it. */
  Duration say(String text) throws Exception {
    return heard(
        text,
        () ->
            sockets
                .getFirst()
                .sendTextFrame("{\"action\":\"sendmessage\",\"message\":\"" + text + "\"}")
                .syncUninterruptibly());
  }

  /** How long it takes from the beginning of this until everybody has heard a text. */
  Duration heard(String text, Runnable saying) throws Exception {
    var hearing = new Hearing(new AtomicInteger(sockets.size()), new CompletableFuture<>());
    hearings.put(text, hearing);
    long begun = System.nanoTime();
    saying.run();
    return Duration.ofNanos(hearing.last().get(60, SECONDS) - begun);
  }

  @Override
  public void close() {
    sockets.forEach(socket -> socket.sendCloseFrame().syncUninterruptibly());
  }

  private record Hearing(AtomicInteger missing, CompletableFuture<Long> last) {}

  private final class Listener implements WebSocketListener {
    @Override
    public void onTextFrame(String payload, boolean finalFragment, int rsv) {
      long now = System.nanoTime();
      hearings.forEach(
          (text, hearing) -> {
            if (payload.contains(text) && hearing.missing().decrementAndGet() == 0) {
              hearings.remove(text);
              hearing.last().complete(now);
            }
          });
    }

    @Override
    public void onOpen(WebSocket webSocket) {}

    @Override
    public void onClose(WebSocket webSocket, int code, String reason) {}

    @Override
    public void onError(Throwable failure) {
      throw new AssertionError(failure);
    }
  }
}
