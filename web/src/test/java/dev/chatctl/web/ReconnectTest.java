package dev.chatctl.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Locator;
import dev.chatctl.cli.testing.Need;
import dev.chatctl.cli.testing.Needs;
import java.net.URI;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@Needs(Need.CHROMIUM)
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
    assertThat(ann.page().getByText("the list starts anew")).isVisible();
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
    ann.configure(visitors.local(), "\"roll_over_minutes\":0.03");
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
    ann.configure(visitors.local(), "\"heartbeat_seconds\":0.3");
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

  private static Locator.FilterOptions hasText(String text) {
    return new Locator.FilterOptions().setHasText(text);
  }
}
