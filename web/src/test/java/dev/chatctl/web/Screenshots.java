package dev.chatctl.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import dev.chatctl.cli.testing.Need;
import dev.chatctl.cli.testing.Needs;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The pictures of the documentation, taken anew by {@code mvn test -pl web -am -Dtest=Screenshots
 * -Dsurefire.failIfNoSpecifiedTests=false}.
 */
@Needs(Need.CHROMIUM)
@ExtendWith(InBrowser.class)
class Screenshots {
  private static final Path FOLDER = Path.of("..", "docs", "images");

  @Test
  void takesThem(Visitors visitors) {
    Visitor ann = visitors.open(new NewContextOptions().setViewportSize(1280, 720));
    take(ann, "chat-page-door");
    ann.join("Ann", "kitchen");
    Visitor bob =
        visitors.open(
            new NewContextOptions()
                .setViewportSize(390, 720)
                .setColorScheme(ColorScheme.DARK)
                .setIsMobile(true));
    bob.join("Bob", "kitchen");
    Visitor eve = visitors.open().join("Eve", "kitchen");
    bob.say("Did anybody feed the sourdough?");
    ann.say("Yes, at eight. It is <b>alive</b>.");
    assertThat(bob.messages()).hasCount(2);
    eve.say("Then there is bread tomorrow");
    assertThat(ann.messages()).hasCount(3);
    assertThat(bob.messages()).hasCount(3);
    assertThat(ann.find("#op-connection-rows tr")).hasCount(3);
    ann.page().waitForTimeout(5_000); // some points for the operator's chart
    take(ann, "chat-page-conversation");
    take(bob, "chat-page-phone-dark");

    bob.find("#toggle-side").click();
    take(bob, "chat-page-phone-people");
  }

  private static void take(Visitor visitor, String name) {
    visitor.page().screenshot(new Page.ScreenshotOptions().setPath(FOLDER.resolve(name + ".png")));
  }
}
