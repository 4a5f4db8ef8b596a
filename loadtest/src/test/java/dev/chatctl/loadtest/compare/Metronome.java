package dev.chatctl.loadtest.compare;

import dev.chatctl.loadtest.wire.Marker;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** The publisher of the peers, which only listen: messages of the load test's own form. */
final class Metronome implements AutoCloseable {
  private static final int PAYLOAD_BYTES = 64;

  private final HttpClient client = HttpClient.newHttpClient();
  private final WebSocket socket;
  private int sent;

  Metronome(URI url) {
    socket = client.newWebSocketBuilder().buildAsync(url, new WebSocket.Listener() {}).join();
  }

  /** Sends so many a second for that long, each when it is due. */
  void beat(double rate, Duration length) throws InterruptedException {
    long start = System.nanoTime();
    long count = Math.round(rate * length.toNanos() / 1e9);
    for (long i = 0; i < count; i++) {
      TimeUnit.NANOSECONDS.sleep(start + (long) (i * 1e9 / rate) - System.nanoTime());
      Marker marker = new Marker(1, Marker.MEASURED, 0, sent++, System.nanoTime());
      String request =
          "{\"action\":\"sendmessage\",\"message\":\"" + marker.text(PAYLOAD_BYTES) + "\"}";
      socket.sendText(request, true).join();
    }
  }

  @Override
  public void close() {
    socket.sendClose(WebSocket.NORMAL_CLOSURE, "").join();
    client.shutdownNow();
  }
}
