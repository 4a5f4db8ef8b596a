package dev.chatctl.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Route;
import dev.chatctl.cli.testing.Need;
import dev.chatctl.cli.testing.Needs;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@Needs(Need.CHROMIUM)
@ExtendWith(InBrowser.class)
class AccessTest {
  @Test
  void aGuestNeedsANameAtMost(Visitors visitors) {
    Visitor guest = visitors.open();
    guest.find("#room-name").fill(visitors.room());
    guest.find("#connect").click();

    guest.awaitConnected();
    assertThat(guest.find("#login-status")).hasText("Guest");
    assertThat(guest.find("#people")).containsText("guest");
    assertThat(guest.find("#connected-at"))
        .hasText(Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ"));
    assertThat(guest.find("#session-duration")).hasText(Pattern.compile("0:0[1-9]"));
  }

  @Test
  void signingInShowsWhoAndForHowLong(Visitors visitors) {
    Visitor ann = signIn(visitors, "local");

    ann.awaitConnected();
    assertThat(ann.find("#login-status")).hasText("Signed in as ann");
    assertThat(ann.find("#token-validity")).hasText(Pattern.compile("(1:00:00|59:\\d\\d)"));
    assertThat(ann.find("#people")).containsText("ann");
  }

  @Test
  void whoeverATokenSpeaksForIsMarkedAndNoGuestIs(Visitors visitors) {
    Visitor bob = visitors.join("Bob");
    Visitor ann = signIn(visitors, "local").awaitConnected();
    ann.say("Hello Bob");
    bob.say("Hello Ann");

    assertThat(bob.message("Hello Bob")).containsText("ann ✓");
    assertThat(ann.message("Hello Ann")).not().containsText("Bob ✓");
    assertThat(ann.find("#people")).containsText("ann ✓");
    assertThat(ann.find("#people")).not().containsText("Bob ✓");
  }

  @Test
  void theTokenIsInNoAddress(Visitors visitors) {
    Visitor ann = visitors.open();
    var addresses = new java.util.ArrayList<String>();
    ann.page().onWebSocket(socket -> addresses.add(socket.url()));
    signIn(ann, visitors, "local").awaitConnected();

    Object token = ann.page().evaluate("JSON.parse(sessionStorage.authToken).token");

    assertThat(addresses).isNotEmpty().noneMatch(address -> address.contains(token.toString()));
    assertThat(ann.requests()).noneMatch(address -> address.contains(token.toString()));
  }

  @Test
  void aWrongPasswordIsRefusedInWords(Visitors visitors) {
    Visitor ann = signIn(visitors, "guess");

    assertThat(ann.find("#door-problem")).containsText("wrong password");
    assertThat(ann.find("#door")).isVisible();
    assertThat(ann.find("#status")).hasAttribute("data-state", "idle");
  }

  @Test
  void asksToSignInAgainWhenTheTokenHasExpired(Visitors visitors) {
    Visitor ann = visitors.open();
    String longOver = "e30.eyJleHAiOjF9.e30"; // {"exp":1}
    ann.page()
        .route(
            "**/login",
            route ->
                route.fulfill(
                    new Route.FulfillOptions().setBody("{\"token\":\"%s\"}".formatted(longOver))));

    signIn(ann, visitors, "local");

    assertThat(ann.find("#door-problem")).containsText("The sign-in has expired");
    assertThat(ann.find("#login")).isVisible();
    assertThat(ann.find("#status")).hasAttribute("data-state", "idle");
  }

  @Test
  void loggingOutForgetsTheTokenAndTheSession(Visitors visitors) {
    Visitor ann = signIn(visitors, "local").awaitConnected();

    ann.find("#logout").click();

    assertThat(ann.find("#door")).isVisible();
    assertThat(ann.find("#chat")).isHidden();
    assertThat(ann.page().evaluate("sessionStorage.authToken === undefined")).isEqualTo(true);
    ann.page().reload();
    assertThat(ann.find("#door")).isVisible();
    assertThat(ann.find("#name")).hasValue("");
  }

  @Test
  void connectsOnLoadUntilOneLeaves(Visitors visitors) {
    Visitor ann = visitors.join("Ann");

    ann.page().reload();
    ann.awaitConnected();
    assertThat(ann.find("#title")).hasText(visitors.room());

    ann.find("#disconnect").click();
    assertThat(ann.find("#log .notice").last()).containsText("You have been disconnected.");
    ann.page().reload();
    assertThat(ann.find("#status")).hasAttribute("data-state", "idle");
    assertThat(ann.find("#name")).hasValue("Ann");
  }

  @Test
  void aGuestStaysAGuestThoughTheTabHoldsAToken(Visitors visitors) {
    Visitor ann = signIn(visitors, "local").awaitConnected();
    ann.find("#disconnect").click();
    ann.find("[name=access][value=guest]").check();
    ann.find("#connect").click();
    ann.awaitConnected();
    assertThat(ann.find("#login-status")).hasText("Guest");

    ann.page().reload();

    ann.awaitConnected();
    assertThat(ann.find("#login-status")).hasText("Guest");
  }

  @Test
  void disconnectsItselfAfterTheChosenTime(Visitors visitors) {
    Visitor ann = visitors.join("Ann");
    assertThat(ann.find("#auto-disconnect-seconds")).isDisabled();
    assertThat(ann.find("#auto-disconnect-seconds")).hasValue("60");

    ann.find("#auto-disconnect").check();
    ann.find("#auto-disconnect-seconds").fill("1");

    assertThat(ann.find("#log .notice").last())
        .containsText("Auto-disconnected due to session timeout.");
    assertThat(ann.find("#status")).hasAttribute("data-state", "idle");
  }

  @Test
  void saysWhatIsWrongWithAnAddressOrARoom(Visitors visitors) {
    Visitor ann = visitors.open();

    ann.find("#address").fill("nonsense");
    ann.find("#connect").click();
    assertThat(ann.find("#door-problem")).containsText("\u201cnonsense\u201d (expected: ws://");
    assertThat(ann.find("#address")).isFocused();

    ann.find("#address").fill(visitors.local().address("websocket_url"));
    ann.find("#room-name").fill("no spaces please");
    ann.find("#connect").click();
    assertThat(ann.find("#door-problem")).containsText("Room: 1 to 64 letters");
  }

  private static Visitor signIn(Visitors visitors, String password) {
    return signIn(visitors.open(), visitors, password);
  }

  private static Visitor signIn(Visitor visitor, Visitors visitors, String password) {
    visitor.find("#room-name").fill(visitors.room());
    visitor.find("[name=access][value=login]").check();
    visitor.find("#user-id").fill("ann");
    visitor.find("#password").fill(password);
    visitor.find("#connect").click();
    return visitor;
  }
}
