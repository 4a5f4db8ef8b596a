package dev.chatctl.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.ColorScheme;
import dev.chatctl.cli.testing.Need;
import dev.chatctl.cli.testing.Needs;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Needs(Need.CHROMIUM)
@ExtendWith(InBrowser.class)
class AppearanceTest {
  private static final Set<String> SERIOUS = Set.of("serious", "critical");
  private static final int MOST_BYTES = 60_000;

  @ParameterizedTest
  @EnumSource(names = {"LIGHT", "DARK"})
  void axeFindsNoSeriousProblem(ColorScheme scheme, Visitors visitors) {
    Visitor ann =
        visitors.open(
            new NewContextOptions()
                .setViewportSize(1280, 800)
                .setColorScheme(scheme)
                .setBypassCSP(true));
    assertThat(seriousProblems(ann)).isEmpty();

    ann.join("Ann", visitors.room());
    Visitor bob = visitors.join("Bob");
    bob.say("Hello Ann");
    ann.say("Hello Bob");
    assertThat(ann.message("Hello Bob").locator(".state.sent")).hasCount(1);
    assertThat(ann.find("#op-connection-rows tr").first()).isVisible();
    visitors.kick("Ann");
    assertThat(
            ann.find("#log .notice")
                .filter(new Locator.FilterOptions().setHasText("You have been disconnected")))
        .isVisible();
    assertThat(seriousProblems(ann)).isEmpty();
  }

  @Test
  void fitsAPhone(Visitors visitors) {
    Visitor ann =
        visitors.open(
            new NewContextOptions().setViewportSize(360, 640).setHasTouch(true).setIsMobile(true));
    ann.join("Ann", visitors.room());
    ann.say("a-word-that-is-longer-than-any-screen-is-wide-".repeat(10));
    ann.say("short");

    assertThat(ann.message("short")).isInViewport();
    assertThat(ann.find("#composer .primary")).isInViewport();
    assertThat(overflow(ann)).isZero();
    ann.find("#toggle-side").tap();
    assertThat(ann.find("#people")).containsText("Ann");
    assertThat(overflow(ann)).isZero();
    ann.find("#toggle-operator").tap();
    assertThat(ann.find("#side")).isHidden();
    assertThat(ann.find("#op-connection-rows tr").first()).isVisible();
    assertThat(overflow(ann)).isZero();
    ann.find("#toggle-operator").tap();
    assertThat(ann.find("#text")).isVisible();
  }

  @Test
  void canBeUsedWithTheKeyboardAlone(Visitors visitors) {
    Visitor ann = visitors.open();
    assertThat(ann.find("#name")).isFocused();
    ann.page().keyboard().type("Ann");
    ann.page().keyboard().press("Tab");
    ann.page().keyboard().type(visitors.room());
    ann.page().keyboard().press("Enter");

    ann.awaitConnected();
    assertThat(ann.find("#text")).isFocused();
    ann.page().keyboard().type("no mouse");
    ann.page().keyboard().press("Enter");
    assertThat(ann.message("no mouse").locator(".state.sent")).hasCount(1);
  }

  @Test
  void asksNobodyButItsOwnHost(Visitors visitors) {
    Visitor ann = visitors.join("Ann");
    ann.say("https://example.com/picture.png");

    assertThat(ann.message("picture").locator(".state.sent")).hasCount(1);
    assertThat(ann.requests())
        .isNotEmpty()
        .allMatch(address -> address.startsWith(visitors.local().address("page_url")));
    assertThat(ann.complaints()).isEmpty();
  }

  @Test
  void weighsLittle() throws Exception {
    try (var files = Files.walk(Path.of("page"))) {
      long bytes =
          files.filter(Files::isRegularFile).mapToLong(file -> file.toFile().length()).sum();
      assertThat(bytes).isLessThan(MOST_BYTES);
    }
  }

  private static List<String> seriousProblems(Visitor visitor) {
    return new AxeBuilder(visitor.page())
        .analyze().getViolations().stream()
            .filter(rule -> SERIOUS.contains(rule.getImpact()))
            .map(AppearanceTest::describe)
            .toList();
  }

  private static String describe(Rule rule) {
    return rule.getId() + ": " + rule.getHelp() + " " + rule.getNodes().getFirst().getHtml();
  }

  /** By how many pixels the page is wider than the window. */
  private static int overflow(Visitor visitor) {
    return ((Number)
            visitor
                .page()
                .evaluate(
                    "document.documentElement.scrollWidth - document.documentElement.clientWidth"))
        .intValue();
  }
}
