package dev.chatctl.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import dev.chatctl.cli.testing.Need;
import dev.chatctl.cli.testing.Needs;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@Needs(Need.CHROMIUM)
@ExtendWith(InBrowser.class)
class OperatorTest {
  @Test
  void seesConnectionsAndRoomsAndKicks(Visitors visitors) {
    Visitor operator = visitors.open();
    Visitor ann = visitors.join("Ann");
    ann.say("hello");

    operator.find("#op-filter").fill(visitors.room());
    Locator row = operator.find("#op-connection-rows tr");
    assertThat(row).hasCount(1);
    assertThat(row).containsText("Ann");
    Locator room = operator.find("#op-room-rows tr:has(th:text-is('" + visitors.room() + "'))");
    assertThat(room.locator("td")).hasText(new String[] {"1", "1"});

    row.locator("button").click();

    assertThat(ann.find("#log .notice").last()).containsText("You have been disconnected");
    ann.awaitConnected();
  }

  @Test
  void isNotThereWhereThePageIsHostedWithoutIt(Visitors visitors) {
    Visitor ann = visitors.open();
    ann.page()
        .route(
            "**/config.json",
            route ->
                route.fulfill(
                    new com.microsoft.playwright.Route.FulfillOptions()
                        .setContentType("application/json")
                        .setBody("{}")));
    ann.page().reload();

    assertThat(ann.find("#door")).isVisible();
    assertThat(ann.find("#address")).hasValue("");
    assertThat(ann.find("#operator, #toggle-operator")).hasCount(0);
  }
}
