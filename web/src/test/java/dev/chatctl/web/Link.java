package dev.chatctl.web;

import static java.util.stream.Collectors.joining;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.WebSocketRoute;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/** The network between a page and the gateway, which the test can cut. */
final class Link {
  private final AtomicBoolean isCut = new AtomicBoolean();
  private final AtomicBoolean isMute = new AtomicBoolean();
  private final AtomicBoolean isEndless = new AtomicBoolean();
  private final AtomicInteger missed = new AtomicInteger();
  private final AtomicInteger greeted = new AtomicInteger();
  private final List<WebSocketRoute> open = new CopyOnWriteArrayList<>();

  void over(Page page) {
    page.routeWebSocket(
        "**/local**",
        socket -> {
          if (isCut.get()) {
            socket.close();
            return;
          }
          open.add(socket);
          WebSocketRoute server = socket.connectToServer();
          server.onMessage(
              frame -> {
                if (!isMute.get()) {
                  socket.send(frame.text());
                }
                if (frame.text().contains("\"type\":\"who\"")) {
                  greeted.incrementAndGet();
                }
              });
          socket.onMessage(
              frame -> {
                if (isEndless.get() && frame.text().contains("\"after_position\"")) {
                  socket.send(fullPage());
                } else {
                  server.send(frame.text());
                }
              });
        });
    page.reload();
  }

  /** From now on, there is always a full page more of what was missed. */
  void missEndlessly() {
    isEndless.set(true);
  }

  private String fullPage() {
    return IntStream.range(0, 100)
        .mapToObj(i -> "{\"id\":\"%d\",\"text\":\"missed\"}".formatted(missed.incrementAndGet()))
        .collect(
            joining(
                ",",
                "{\"v\":1,\"type\":\"history\",\"messages\":[",
                "],\"after\":\"more\",\"position\":\"P\",\"recovered\":true}"));
  }

  void muteServer() {
    isMute.set(true);
  }

  void cut() {
    isCut.set(true);
    open.forEach(socket -> socket.close(new WebSocketRoute.CloseOptions().setCode(4001)));
    open.clear();
  }

  /** Says something to the page over one of the sockets it has opened, the first of which is 0. */
  void tell(int socket, String frame) {
    open.get(socket).send(frame);
  }

  /** How many sockets the page uses or has used: over each it was told who is there. */
  int greeted() {
    return greeted.get();
  }

  void restore() {
    isMute.set(false);
    isCut.set(false);
  }
}
