package dev.chatctl.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chatctl.cli.testing.Need;
import dev.chatctl.cli.testing.Needs;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * How smoothly the page scrolls back through 10,000 messages. Not a test, since machines differ;
 * run it by {@code mvn test -pl web -am -Dtest=ScrollMeasurement
 * -Dsurefire.failIfNoSpecifiedTests=false}.
 */
@Needs(Need.CHROMIUM)
@ExtendWith(InBrowser.class)
class ScrollMeasurement {
  private static final int MESSAGES = 10_000;
  private static final String FRAMES =
      """
      () => {
        window.frames_ = [];
        let last = performance.now();
        const frame = now => {
          window.frames_.push(now - last);
          last = now;
          requestAnimationFrame(frame);
        };
        requestAnimationFrame(frame);
      }
      """;

  @Test
  void scrollsBackThroughTenThousandMessages(Visitors visitors) throws Exception {
    fill(visitors);
    Visitor ann = visitors.join("Ann");
    assertThat(ann.messages()).hasCount(50);
    ann.page().evaluate(FRAMES);

    ann.find("#scroller").hover();
    long start = System.nanoTime();
    while (ann.messages().count() < MESSAGES) {
      ann.page().mouse().wheel(0, -1500);
      ann.page().waitForTimeout(30);
      assertThat(System.nanoTime() - start).isLessThan(TimeUnit.MINUTES.toNanos(5));
    }
    double seconds = (System.nanoTime() - start) / 1e9;

    List<Double> frames =
        ((List<?>) ann.page().evaluate("() => window.frames_"))
            .stream().map(number -> ((Number) number).doubleValue()).sorted().toList();
    System.out.printf(
        "%d messages scrolled in within %.1f s, %d frames: p50 %.1f ms, p95 %.1f ms, p99 %.1f ms,"
            + " longest %.1f ms%n",
        MESSAGES,
        seconds,
        frames.size(),
        at(frames, 0.50),
        at(frames, 0.95),
        at(frames, 0.99),
        Collections.max(frames));
    assertThat(ann.complaints()).isEmpty();
  }

  private static double at(List<Double> sorted, double share) {
    return sorted.get((int) Math.min(sorted.size() - 1, Math.floor(sorted.size() * share)));
  }

  /** Says 10,000 things, each acknowledged by coming back before the next hundred. */
  private static void fill(Visitors visitors) throws Exception {
    var url =
        URI.create(
            visitors.local().address("websocket_url")
                + "?dialect=message-text&name=Bob&room="
                + visitors.room());
    var listener = new Counter();
    WebSocket socket =
        HttpClient.newHttpClient()
            .newWebSocketBuilder()
            .buildAsync(url, listener)
            .get(10, TimeUnit.SECONDS);
    for (int i = 1; i <= MESSAGES; i++) {
      socket
          .sendText(
              "{\"action\":\"sendMessage\",\"message\":\"message %d %s\"}"
                  .formatted(i, "words ".repeat(i % 30)),
              true)
          .get(10, TimeUnit.SECONDS);
      if (i % 100 == 0) {
        listener.await(i);
      }
    }
    socket.sendClose(WebSocket.NORMAL_CLOSURE, "").get(10, TimeUnit.SECONDS);
  }

  private static final class Counter implements WebSocket.Listener {
    private int received;

    @Override
    public synchronized java.util.concurrent.@org.jspecify.annotations.Nullable CompletionStage<?>
        onText(WebSocket socket, CharSequence data, boolean last) {
      if (last) {
        received++;
        notifyAll();
      }
      socket.request(1);
      return null;
    }

    synchronized void await(int count) throws InterruptedException {
      long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
      while (received < count) {
        if (System.nanoTime() > deadline) {
          throw new IllegalStateException("received: " + received + " (expected: " + count + ")");
        }
        wait(100);
      }
    }
  }
}
