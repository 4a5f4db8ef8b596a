package dev.chatctl.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.WebSocketRoute;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(InBrowser.class)
class ReconnectTest {
  @Test
  void comesBackAfterTheGatewayDroppedTheSocket(Visitors visitors) {
    Visitor ann = visitors.join("Ann");
    Visitor bob = visitors.join("Bob");
    ann.say("before");
    assertThat(bob.messages()).hasCount(1);

    visitors.kick("Ann");

    assertThat(ann.find("#log .notice").filter(hasText("You have been disconnected")))
        .containsText("Connection Closed Normally");
    ann.awaitConnected();
    ann.say("after");
    assertThat(bob.message("after")).hasCount(1);
    assertThat(ann.messages()).hasCount(2);
  }

  @Test
  void learnsWhatItMissedOnceAndInOrder(Visitors visitors) {
    var link = new Link();
    Visitor ann = visitors.open();
    link.over(ann.page());
    ann.join("Ann", visitors.room());
    Visitor bob = visitors.join("Bob");
    bob.say("before");
    assertThat(ann.messages()).hasCount(1);

    link.cut();
    assertThat(ann.find("#status")).hasAttribute("data-state", "waiting");
    IntStream.range(0, 130).forEach(i -> bob.say("missed " + i + "."));
    assertThat(bob.messages().locator(".state.sent")).hasCount(131);
    ann.say("written while away");
    assertThat(ann.messages().locator(".state.queued")).hasCount(1);
    link.restore();

    ann.awaitConnected();
    assertThat(ann.messages()).hasCount(132);
    assertThat(bob.messages()).hasCount(132);
    assertThat(ann.message("written while away").locator(".state.sent")).hasCount(1);
    await().untilAsserted(() -> assertThat(ann.texts()).isEqualTo(bob.texts()));
  }

  @Test
  void whatWasWrittenMeanwhileIsSentHoweverMuchWasMissed(Visitors visitors) {
    var link = new Link();
    Visitor ann = visitors.open();
    link.over(ann.page());
    ann.join("Ann", visitors.room());
    visitors.join("Bob").say("before");
    assertThat(ann.messages()).hasCount(1);

    link.cut();
    assertThat(ann.find("#status")).hasAttribute("data-state", "waiting");
    ann.say("written while away");
    link.missEndlessly();
    link.restore();

    ann.awaitConnected();
    assertThat(ann.message("written while away").locator(".state.sent")).hasCount(1);
    await()
        .untilAsserted(
            () -> assertThat(ann.texts()).containsExactly("before", "written while away"));
  }

  @Test
  void whatWasWrittenInARoomWaitsForThatRoom(Visitors visitors) {
    var link = new Link();
    Visitor ann = visitors.open();
    link.over(ann.page());
    ann.join("Ann", visitors.room());

    link.cut();
    assertThat(ann.find("#status")).hasAttribute("data-state", "waiting");
    ann.say("for the first room");
    ann.find("#other-room-name").fill(visitors.room() + "-b");
    ann.find("#other-room button").click();
    link.restore();
    ann.awaitConnected();
    ann.say("for the second room");
    assertThat(ann.messages().locator(".state.sent")).hasCount(1);
    assertThat(ann.messages()).hasCount(1);

    ann.find("#rooms button").filter(hasText(visitors.room())).last().click();
    assertThat(ann.message("for the first room").locator(".state.sent")).hasCount(1);
    assertThat(ann.messages()).hasCount(1);
  }

  @Test
  void aMessageWhoseAcknowledgementWasLostIsNotSaidTwice(Visitors visitors) {
    var link = new Link();
    Visitor ann = visitors.open();
    link.over(ann.page());
    ann.join("Ann", visitors.room());
    Visitor bob = visitors.join("Bob");

    link.muteServer();
    ann.say("only once");
    assertThat(bob.message("only once")).hasCount(1);
    link.cut();
    assertThat(ann.find("#status")).hasAttribute("data-state", "waiting");
    link.restore();

    ann.awaitConnected();
    assertThat(ann.message("only once").locator(".state.sent")).hasCount(1);
    bob.say("end");
    assertThat(ann.message("end")).hasCount(1);
    await().untilAsserted(() -> assertThat(ann.texts()).containsExactly("only once", "end"));
    await().untilAsserted(() -> assertThat(bob.texts()).containsExactly("only once", "end"));
  }

  @Test
  void replacesItsSocketBeforeTheTwoHourCutUnnoticed(Visitors visitors) {
    var sockets = new CopyOnWriteArrayList<String>();
    Visitor ann = visitors.open();
    ann.page().onWebSocket(socket -> sockets.add(socket.url()));
    configure(ann, visitors, "\"roll_over_minutes\":0.03");
    ann.join("Ann", visitors.room());
    Visitor bob = visitors.join("Bob");

    for (int i = 0; sockets.size() < 3; i++) {
      bob.say("message " + i + ".");
      bob.page().waitForTimeout(50);
    }
    bob.say("end");

    assertThat(ann.message("end")).hasCount(1);
    assertThat(bob.message("end").locator(".state.sent")).hasCount(1);
    await().untilAsserted(() -> assertThat(ann.texts()).isEqualTo(bob.texts()));
    assertThat(ann.find("#log .notice").filter(hasText("disconnected"))).hasCount(0);
  }

  @Test
  void keepsTheConnectionAliveWithPings(Visitors visitors) {
    var sent = new CopyOnWriteArrayList<String>();
    var received = new CopyOnWriteArrayList<String>();
    Visitor ann = visitors.open();
    ann.page()
        .onWebSocket(
            socket -> {
              socket.onFrameSent(frame -> sent.add(frame.text()));
              socket.onFrameReceived(frame -> received.add(frame.text()));
            });
    configure(ann, visitors, "\"heartbeat_seconds\":0.3");
    ann.join("Ann", visitors.room());

    await()
        .until(
            () -> {
              ann.page().waitForTimeout(50);
              return sent.stream().filter("{\"action\":\"ping\"}"::equals).count() >= 2
                  && received.stream().anyMatch(frame -> frame.contains("\"pong\""));
            });
    assertThat(ann.messages()).hasCount(0);
  }

  @Test
  void aRestartedStackIsFoundAgain(Visitors visitors) throws Exception {
    String gatewayPort;
    String pagePort;
    Visitor ann;
    try (LocalProcess stack = LocalProcess.start()) {
      gatewayPort = port(stack.address("websocket_url"));
      pagePort = port(stack.address("page_url"));
      ann = visitors.openAt(stack.address("page_url"));
      ann.join("Ann", "lobby");
    }
    assertThat(ann.find("#status")).hasAttribute("data-state", "waiting");
    assertThat(ann.find("#status-text")).containsText("trying again");

    try (LocalProcess stack = LocalProcess.start("--port", gatewayPort, "--page-port", pagePort)) {
      assertThat(port(stack.address("websocket_url"))).isEqualTo(gatewayPort);
      ann.awaitConnected();
      ann.say("again");
      assertThat(ann.message("again").locator(".state.sent")).hasCount(1);
    }
  }

  private static String port(String address) {
    return String.valueOf(URI.create(address).getPort());
  }

  /** Opens the page anew with another setting in its config.json. */
  private static void configure(Visitor visitor, Visitors visitors, String setting) {
    visitor
        .page()
        .route(
            "**/config.json",
            route ->
                route.fulfill(
                    new Route.FulfillOptions()
                        .setContentType("application/json")
                        .setBody(
                            "{\"websocket_url\":\"%s\",%s}"
                                .formatted(visitors.local().address("websocket_url"), setting))));
    visitor.page().reload();
  }

  private static com.microsoft.playwright.Locator.FilterOptions hasText(String text) {
    return new com.microsoft.playwright.Locator.FilterOptions().setHasText(text);
  }

  /** The network between a page and the gateway, which the test can cut. */
  private static final class Link {
    private final AtomicBoolean isCut = new AtomicBoolean();
    private final AtomicBoolean isMute = new AtomicBoolean();
    private final AtomicBoolean isEndless = new AtomicBoolean();
    private final AtomicInteger missed = new AtomicInteger();
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
                });
            socket.onMessage(
                frame -> {
                  if (isEndless.get() && frame.text().contains("\"after\"")) {
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
          .collect(joining(",", "{\"v\":1,\"type\":\"history\",\"messages\":[", "]}"));
    }

    void muteServer() {
      isMute.set(true);
    }

    void cut() {
      isCut.set(true);
      open.forEach(socket -> socket.close(new WebSocketRoute.CloseOptions().setCode(4001)));
      open.clear();
    }

    void restore() {
      isMute.set(false);
      isCut.set(false);
    }
  }
}
