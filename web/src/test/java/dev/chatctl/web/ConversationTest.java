package dev.chatctl.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.chatctl.cli.testing.Need;
import dev.chatctl.cli.testing.Needs;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@Needs(Need.CHROMIUM)
@ExtendWith(InBrowser.class)
class ConversationTest {
  @Test
  void whatOneSaysAppearsForBothAndIsConfirmedToItsAuthor(Visitors visitors) {
    Visitor ann = visitors.join("Ann");
    Visitor bob = visitors.join("Bob");

    ann.say("Hello Bob \u00e4\u20ac\ud83d\ude00");
    bob.say("Hello Ann");

    assertThat(ann.message("Hello Bob").locator(".state.sent")).hasCount(1);
    assertThat(bob.message("Hello Bob \u00e4\u20ac\ud83d\ude00").locator(".who")).hasText("Ann");
    assertThat(ann.message("Hello Ann").locator(".who")).hasText("Bob");
    assertThat(ann.messages()).hasCount(2);
    assertThat(bob.messages()).hasCount(2);
    assertThat(ann.complaints()).isEmpty();
    assertThat(bob.complaints()).isEmpty();
  }

  @Test
  void aMessageNeverBecomesMarkup(Visitors visitors) {
    Visitor ann = visitors.join("<i>Ann</i>");
    String markup = "<img src=x onerror=\"window.hacked=1\"><script>window.hacked=1</script>";

    ann.say(markup);

    assertThat(ann.messages()).hasCount(1);
    await().untilAsserted(() -> assertThat(ann.texts()).containsExactly(markup));
    assertThat(ann.messages().locator(".who")).hasText("<i>Ann</i>");
    assertThat(ann.find("#log img, #log script, #log i")).hasCount(0);
    assertThat(ann.page().evaluate("typeof window.hacked")).isEqualTo("undefined");
  }

  @Test
  void whoBorrowsAClientIdIsHeardUnderTheirOwnName(Visitors visitors) {
    var sent = new CopyOnWriteArrayList<String>();
    Visitor ann = visitors.open();
    ann.page().onWebSocket(socket -> socket.onFrameSent(frame -> sent.add(frame.text())));
    ann.join("Ann", visitors.room());
    ann.say("mine");
    assertThat(ann.message("mine").locator(".state.sent")).hasCount(1);
    String frame =
        sent.stream().filter(text -> text.contains("\"mine\"")).findFirst().orElseThrow();

    visitors
        .open()
        .page()
        .evaluate(
            """
            ([url, frame]) => {
              const socket = new WebSocket(url);
              socket.onopen = () => socket.send(frame);
            }
            """,
            List.of(
                "%s?dialect=envelope&name=Eve&room=%s"
                    .formatted(visitors.local().address("websocket_url"), visitors.room()),
                frame.replace("mine", "borrowed")));

    assertThat(ann.message("borrowed").locator(".who")).hasText("Eve");
    assertThat(ann.messages()).hasCount(2);
    assertThat(ann.find("#log .own")).hasCount(1);
  }

  @Test
  void blankTextIsIgnoredAndShiftEnterBreaksTheLine(Visitors visitors) {
    Visitor ann = visitors.join("Ann");

    ann.say("   ");
    ann.find("#text").fill("one");
    ann.find("#text").press("Shift+Enter");
    ann.find("#text").pressSequentially("two");
    ann.find("#text").press("Enter");

    assertThat(ann.messages()).hasCount(1);
    await().untilAsserted(() -> assertThat(ann.texts()).containsExactly("one\ntwo"));
  }

  @Test
  void aNewNameIsToldToTheRoom(Visitors visitors) {
    Visitor ann = visitors.join("Ann");
    Visitor bob = visitors.join("Bob");

    ann.find("#new-name").fill("Anna");
    ann.find("#rename button").click();

    assertThat(bob.find("#people")).containsText("Anna");
    assertThat(bob.find("#log .notice").last()).containsText("Ann is now Anna");
    ann.say("hi");
    assertThat(bob.message("hi").locator(".who")).hasText("Anna");
  }

  @Test
  void showsWhoIsHereAsTheyComeAndGo(Visitors visitors) {
    Visitor ann = visitors.join("Ann");
    Visitor bob = visitors.join("Bob");

    assertThat(ann.find("#people-count")).hasText("2");
    assertThat(ann.find("#people")).containsText("Bob");
    assertThat(bob.find("#people")).containsText("Ann");

    bob.find("#disconnect").click();

    assertThat(ann.find("#people-count")).hasText("1");
    assertThat(ann.find("#log")).containsText("Bob joined \u00b7 Bob left");
  }

  @Test
  void aDirectMessageReachesItsRecipientOnly(Visitors visitors) {
    Visitor ann = visitors.join("Ann");
    Visitor bob = visitors.join("Bob");
    Visitor eve = visitors.join("Eve");

    ann.find("#people button").filter(hasText("Bob")).click();
    ann.say("psst");
    ann.find("#to-all").click();
    ann.say("hello all");

    assertThat(bob.message("psst").locator(".tag")).hasText("to you only");
    assertThat(ann.message("psst").locator(".state.sent")).hasCount(1);
    assertThat(eve.message("hello all")).hasCount(1);
    await().untilAsserted(() -> assertThat(eve.texts()).containsExactly("hello all"));
  }

  @Test
  void changingTheRoomLeavesTheFormerOne(Visitors visitors) {
    Visitor ann = visitors.join("Ann");
    Visitor bob = visitors.join("Bob");
    ann.say("in the first room");
    assertThat(bob.messages()).hasCount(1);

    ann.find("#other-room-name").fill(visitors.room() + "-b");
    ann.find("#other-room button").click();
    ann.awaitConnected();
    bob.say("ann does not see this");
    assertThat(ann.find("#title")).hasText(visitors.room() + "-b");
    ann.say("in the second room");
    assertThat(ann.message("in the second room").locator(".state.sent")).hasCount(1);

    await().untilAsserted(() -> assertThat(ann.texts()).containsExactly("in the second room"));
    ann.find("#rooms button").filter(hasText(visitors.room())).last().click();
    assertThat(ann.messages()).hasCount(2);
    await()
        .untilAsserted(
            () ->
                assertThat(ann.texts())
                    .containsExactly("in the first room", "ann does not see this"));
  }

  @Test
  void theNewestMessagesComeOnJoiningAndOlderOnesOnScrollingUp(Visitors visitors) {
    Visitor ann = visitors.join("Ann");
    List<String> said = IntStream.range(0, 120).mapToObj(i -> "message " + i + ".").toList();
    // In two goes: history goes by time, the page by number, and messages under way at once may
    // differ in the two. Those that came before the newest 50 are known for certain.
    said.subList(0, 70).forEach(ann::say);
    assertThat(ann.messages().locator(".state.sent")).hasCount(70);
    said.subList(70, 120).forEach(ann::say);
    assertThat(ann.messages().locator(".state.sent")).hasCount(120);

    Visitor bob = visitors.join("Bob");
    assertThat(bob.messages()).hasCount(50);
    await().untilAsserted(() -> assertThat(bob.texts()).isEqualTo(ann.texts().subList(70, 120)));

    bob.find("#scroller").evaluate("scroller => scroller.scrollTop = 0");
    assertThat(bob.messages()).hasCount(120);

    await()
        .untilAsserted(
            () ->
                assertThat(bob.texts())
                    .isEqualTo(ann.texts())
                    .containsExactlyInAnyOrderElementsOf(said));
    assertThat(bob.find("#beginning")).containsText("This is the beginning of");
    // What one was reading stays in sight when older messages come in above it.
    assertThat((Number) bob.find("#scroller").evaluate("scroller => scroller.scrollTop"))
        .satisfies(top -> assertThat(top.doubleValue()).isGreaterThan(500));
  }

  @Test
  void readsOutWhatComesButNotHistory(Visitors visitors) {
    Visitor ann = visitors.join("Ann");
    IntStream.range(0, 30).forEach(i -> ann.say("earlier " + i));
    assertThat(ann.messages().locator(".state.sent")).hasCount(30);
    Visitor bob = visitors.open();
    bob.page()
        .evaluate(
            """
            () => {
              const scroller = document.getElementById('scroller');
              const readOut = (window.readOut = []);
              new MutationObserver(records => {
                if (scroller.ariaBusy === 'true') return;
                for (const node of records.flatMap(record => [...record.addedNodes])) {
                  if (node.matches('.message')) readOut.push(node.querySelector('.text').textContent);
                }
              }).observe(scroller, {childList: true, subtree: true});
            }
            """);

    bob.join("Bob", visitors.room());
    assertThat(bob.messages()).hasCount(30);
    assertThat(bob.find("#scroller[aria-busy]")).hasCount(0);
    ann.say("now");

    assertThat(bob.message("now")).hasCount(1);
    assertThat(bob.page().evaluate("window.readOut")).isEqualTo(List.of("now"));
  }

  @Test
  void messagesThatCameOutOfSightAreMarked(Visitors visitors) {
    Visitor ann = visitors.join("Ann");
    Visitor bob = visitors.join("Bob");
    IntStream.range(0, 40).forEach(i -> ann.say("line " + i));
    assertThat(ann.messages().locator(".state.sent")).hasCount(40);
    ann.find("#scroller").evaluate("scroller => scroller.scrollTop = 0");
    await().until(() -> ann.find("#to-newest").isVisible());

    bob.say("did you see?");
    bob.say("and this?");

    assertThat(ann.find("#to-newest")).hasText("\u2193 2 new");
    assertThat(ann.find("#log .divider")).hasText("New messages");
    assertThat(ann.page()).hasTitle("(2) " + visitors.room());

    ann.find("#to-newest").click();

    assertThat(ann.page()).hasTitle(visitors.room());
    assertThat(ann.find("#to-newest")).isHidden();
    assertThat(ann.message("and this?")).isInViewport();
  }

  private static com.microsoft.playwright.Locator.FilterOptions hasText(String text) {
    return new com.microsoft.playwright.Locator.FilterOptions().setHasText(text);
  }
}
