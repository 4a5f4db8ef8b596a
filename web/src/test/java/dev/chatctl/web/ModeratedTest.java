package dev.chatctl.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import dev.chatctl.cli.testing.Need;
import dev.chatctl.cli.testing.Needs;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What moderators and operators do, as the page shows it. */
@Needs(Need.CHROMIUM)
@ExtendWith(InBrowser.class)
class ModeratedTest {
  private static final String DELETED = "This message was deleted.";

  /** What a moderator does whose client is no page. */
  private static final String DELETE_FIRST =
      """
      async ([url, room]) => {
        const {token} = await (await fetch('/token', {
          method: 'POST',
          headers: {'Content-Type': 'application/json'},
          body: JSON.stringify({user_id: 'mod', chat_roles: ['moderate']}),
        })).json();
        const socket = new WebSocket(`${url}?dialect=envelope&room=${room}&token=${token}`);
        const hear = type => new Promise(told => (socket.onmessage = ({data}) => {
          const frame = JSON.parse(data);
          if (frame.type === type) told(frame);
        }));
        await new Promise(opened => (socket.onopen = opened));
        socket.send(JSON.stringify({action: 'history'}));
        const {messages} = await hear('history');
        socket.send(JSON.stringify({action: 'delete', id: messages.at(-1).id}));
        await hear('deleted');
        socket.close();
      }
      """;

  @Test
  void aDeletedMessageIsShownAsDeletedToThoseThereAndToThoseWhoCome(Visitors visitors) {
    Visitor ann = visitors.join("Ann");
    Visitor bob = visitors.join("Bob");
    bob.say("secret");
    bob.say("kept");
    assertThat(ann.messages()).hasCount(2);
    assertThat(bob.find("#log .state.sent")).hasCount(2);

    ann.page()
        .evaluate(
            DELETE_FIRST, List.of(visitors.local().address("websocket_url"), visitors.room()));

    for (Visitor visitor : new Visitor[] {ann, bob, visitors.join("Cem")}) {
      assertThat(visitor.message(DELETED)).hasCount(1);
      assertThat(visitor.message("secret")).hasCount(0);
      assertThat(visitor.message("kept")).hasCount(1);
    }
  }

  @Test
  void newsThatArriveBeforeTheirMessageCount(Visitors visitors) {
    var link = new Link();
    Visitor ann = over(link, visitors);

    link.tell(0, "{\"v\":1,\"type\":\"deleted\",\"id\":\"X\"}");
    link.tell(0, "{\"v\":1,\"type\":\"message\",\"id\":\"X\",\"sequence\":7,\"text\":\"secret\"}");

    assertThat(ann.message(DELETED)).hasCount(1);
    assertThat(ann.message("secret")).hasCount(0);
  }

  @Test
  void aBanIsToldAndEndsReconnecting(Visitors visitors) {
    var link = new Link();
    Visitor ann = over(link, visitors);

    link.tell(0, problem("banned", "connection: banned (expected: ask an operator)"));
    link.cut();

    assertThat(ann.find("#log .notice").filter(hasText("banned"))).hasCount(1);
    assertThat(ann.find("#door")).isVisible();
    assertThat(ann.find("#status")).hasAttribute("data-state", "idle");
    ann.page().reload();
    assertThat(ann.find("#status")).hasAttribute("data-state", "idle");
  }

  @Test
  void whatIsRefusedSaysWhy(Visitors visitors) {
    var link = new Link();
    Visitor ann = over(link, visitors);

    link.tell(0, problem("muted", "sender: muted (expected: listen only)"));
    link.tell(0, problem("forbidden", "role: read (expected: write)"));

    assertThat(ann.find("#log .notice").filter(hasText("muted"))).hasCount(1);
    assertThat(ann.find("#log .notice").filter(hasText("role: read"))).hasCount(1);
    assertThat(ann.find("#status")).hasAttribute("data-state", "open");
  }

  private static Visitor over(Link link, Visitors visitors) {
    Visitor ann = visitors.open();
    link.over(ann.page());
    return ann.join("Ann", visitors.room());
  }

  private static Locator.FilterOptions hasText(String text) {
    return new Locator.FilterOptions().setHasText(text);
  }

  private static String problem(String code, String text) {
    return "{\"v\":1,\"type\":\"error\",\"code\":\"%s\",\"message\":\"%s\"}".formatted(code, text);
  }
}
