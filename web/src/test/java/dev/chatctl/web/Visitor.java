package dev.chatctl.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import java.util.ArrayList;
import java.util.List;

/** One person at the page, and what their browser complains about. */
final class Visitor {
  private final BrowserContext context;
  private final Page page;
  private final List<String> complaints = new ArrayList<>();
  private final List<String> requests = new ArrayList<>();

  Visitor(BrowserContext context, String url) {
    this.context = context;
    this.page = context.newPage();
    page.onPageError(complaints::add);
    page.onConsoleMessage(
        message -> {
          // The browser itself reports each failed attempt to reconnect.
          if (message.type().equals("error") && !message.text().contains("WebSocket connection")) {
            complaints.add(message.text());
          }
        });
    page.onRequest(request -> requests.add(request.url()));
    page.navigate(url);
  }

  Page page() {
    return page;
  }

  BrowserContext context() {
    return context;
  }

  List<String> complaints() {
    return complaints;
  }

  /** The addresses of all that was fetched. */
  List<String> requests() {
    return requests;
  }

  Locator find(String selector) {
    return page.locator(selector);
  }

  /** Opens the page anew with other settings in its config.json. */
  void configure(LocalProcess local, String settings) {
    String config =
        "{\"websocket_url\":\"%s\",%s}".formatted(local.address("websocket_url"), settings);
    page.route(
        "**/config.json",
        route ->
            route.fulfill(
                new Route.FulfillOptions().setContentType("application/json").setBody(config)));
    page.reload();
  }

  Visitor join(String name, String room) {
    find("#name").fill(name);
    find("#room-name").fill(room);
    find("#connect").click();
    return awaitConnected();
  }

  Visitor awaitConnected() {
    assertThat(find("#status")).hasAttribute("data-state", "open");
    return this;
  }

  void say(String text) {
    find("#text").fill(text);
    find("#text").press("Enter");
  }

  Locator messages() {
    return find("#log .message");
  }

  Locator message(String text) {
    return messages().filter(new Locator.FilterOptions().setHasText(text));
  }

  /** What is said, in the order shown. */
  List<String> texts() {
    return find("#log .message .text")
                .evaluateAll("all => all.map(text => text.firstChild.textContent)")
            instanceof List<?> list
        ? list.stream().map(String::valueOf).toList()
        : List.of();
  }

  void close() {
    context.close();
  }
}
