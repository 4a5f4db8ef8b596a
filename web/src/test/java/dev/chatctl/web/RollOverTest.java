package dev.chatctl.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import dev.chatctl.cli.testing.Need;
import dev.chatctl.cli.testing.Needs;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of a socket that another has replaced, while both of them are open. */
@Needs(Need.CHROMIUM)
@ExtendWith(InBrowser.class)
class RollOverTest {
  private static final long TEN_MINUTES = 600_000;
  private static final String SETTINGS = "\"roll_over_minutes\":10,\"heartbeat_seconds\":3600";
  private static final String SAID =
      "{\"v\":1,\"type\":\"message\",\"id\":\"late\",\"text\":\"said late\"}";
  private static final String REMEMBERED =
      "{\"v\":1,\"type\":\"history\",\"messages\":[{\"id\":\"late\",\"text\":\"said late\"}]}";
  private static final String REFUSED =
      "{\"v\":1,\"type\":\"error\",\"code\":\"late\",\"message\":\"said late\"}";
  private static final String JOINED =
      "{\"v\":1,\"type\":\"joined\",\"connection_id\":\"late\",\"name\":\"said late\"}";
  private static final String PRESENCE =
      "{\"v\":1,\"type\":\"presence\",\"count\":1,"
          + "\"people\":[{\"connection_id\":\"late\",\"name\":\"said late\"}]}";
  private static final String WHO =
      "{\"v\":1,\"type\":\"who\",\"you\":\"late\",\"count\":1,"
          + "\"people\":[{\"connection_id\":\"late\",\"name\":\"said late\"}]}";

  private final Link link = new Link();

  @ParameterizedTest
  @ValueSource(strings = {SAID, REMEMBERED, REFUSED, JOINED, PRESENCE, WHO})
  void aRoomThatWasLeftSaysNothingInTheNextOne(String late, Visitors visitors) {
    Visitor ann = withTwoSockets(visitors);
    ann.find("#other-room-name").fill(visitors.room() + "-next");
    ann.find("#other-room button").click();
    ann.awaitConnected();
    assertThat(ann.find("#people li")).hasCount(1);

    link.tell(0, late);
    link.tell(1, late);

    ann.page().clock().resume();
    ann.say("said now");
    assertThat(ann.message("said now").locator(".state.sent")).hasCount(1);
    assertThat(ann.find("#people li")).hasCount(1);
    assertThat(ann.find("#people li")).containsText("Ann");
    assertThat(ann.find("#chat")).not().containsText("said late");
  }

  @ParameterizedTest
  @ValueSource(strings = {SAID, REMEMBERED, REFUSED, JOINED, PRESENCE, WHO})
  void aRoomThatWasLeftForNoneSaysNothing(String late, Visitors visitors) {
    Visitor ann = withTwoSockets(visitors);
    ann.find("#disconnect").click();
    assertThat(ann.find("#status")).hasAttribute("data-state", "idle");

    link.tell(0, late);
    link.tell(1, late);

    ann.page().clock().resume();
    assertThat(ann.find("#log .notice").last()).containsText("You have been disconnected.");
    assertThat(ann.find("#chat")).not().containsText("said late");
  }

  @ParameterizedTest
  @ValueSource(strings = {SAID, REMEMBERED, REFUSED})
  void inTheSameRoomWhatWasUnderWayIsHeard(String late, Visitors visitors) {
    Visitor ann = withTwoSockets(visitors);

    link.tell(0, late);

    ann.page().clock().resume();
    assertThat(ann.find("#log").getByText("said late")).hasCount(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {JOINED, PRESENCE, WHO})
  void inTheSameRoomTheNewSocketAloneTellsWhoIsThere(String late, Visitors visitors) {
    Visitor ann = withTwoSockets(visitors);

    link.tell(0, late);
    link.tell(0, SAID);

    ann.page().clock().resume();
    assertThat(ann.message("said late")).hasCount(1);
    assertThat(ann.find("#chat").getByText("said late")).hasCount(1);
    assertThat(ann.find("#people .tag")).hasText("you");
  }

  @Test
  void aNameChangedWhileTheNextSocketOpensStays(Visitors visitors) {
    var sockets = new CopyOnWriteArrayList<String>();
    Visitor bob = visitors.join("Bob");
    Visitor ann = visitors.open();
    Page page = ann.page();
    page.onWebSocket(socket -> sockets.add(socket.url()));
    page.clock().install();
    // Each socket is open a second before the page hears of it.
    page.addInitScript(
        "window.WebSocket = class extends WebSocket {"
            + " set onopen(heard) { this.heard = heard;"
            + " super.onopen = event => setTimeout(() => this.heard?.(event), 1000); } }");
    ann.configure(visitors.local(), SETTINGS);
    ann.join("Ann", visitors.room());
    page.clock().pauseAt(System.currentTimeMillis() + TEN_MINUTES);
    page.waitForCondition(() -> sockets.size() == 2);

    ann.find("#new-name").fill("Anna");
    ann.find("#new-name").press("Enter");
    assertThat(bob.find("#people")).containsText("Anna");
    page.clock().resume();

    page.waitForCondition(() -> sockets.size() == 3);
    assertThat(sockets.getLast()).contains("name=Anna");
    assertThat(bob.find("#people li")).hasCount(2);
    assertThat(bob.find("#people li").first()).containsText("Bob");
    assertThat(bob.find("#people li").last()).containsText("Anna");
  }

  /** In a room over a socket that has just replaced another, which stays: time stands still. */
  private Visitor withTwoSockets(Visitors visitors) {
    Visitor ann = visitors.open();
    ann.page().clock().install();
    ann.configure(visitors.local(), SETTINGS);
    link.over(ann.page());
    ann.join("Ann", visitors.room());
    ann.page().clock().pauseAt(System.currentTimeMillis() + TEN_MINUTES);
    ann.page().waitForCondition(() -> link.greeted() == 2);
    return ann;
  }
}
