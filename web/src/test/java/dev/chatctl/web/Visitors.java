package dev.chatctl.web;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Locator;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** People who open the chat page, each in a browser profile of their own. */
final class Visitors implements AutoCloseable {
  private static final AtomicInteger ROOMS = new AtomicInteger();

  private final Browser browser;
  private final LocalProcess local;
  private final List<Visitor> visitors = new ArrayList<>();
  private final String room = "room-" + ROOMS.incrementAndGet();

  Visitors(Browser browser, LocalProcess local) {
    this.browser = browser;
    this.local = local;
  }

  /** A room that no other test uses. */
  String room() {
    return room;
  }

  LocalProcess local() {
    return local;
  }

  /** Opens the page at the join form, on a desktop. */
  Visitor open() {
    return open(new NewContextOptions().setViewportSize(1280, 800));
  }

  Visitor open(NewContextOptions options) {
    var visitor = new Visitor(browser.newContext(options), local.address("page_url"));
    visitors.add(visitor);
    return visitor;
  }

  /** Opens the page and joins this test's room. */
  Visitor join(String name) {
    return open().join(name, room);
  }

  /** Opens the page of another stack. */
  Visitor openAt(String pageUrl) {
    var visitor = new Visitor(browser.newContext(), pageUrl);
    visitors.add(visitor);
    return visitor;
  }

  /** Has the gateway close somebody's connection, as an operator does. */
  void kick(String name) {
    Visitor operator = open();
    operator.find("#op-filter").fill(room);
    Locator row =
        operator
            .find("#op-connection-rows tr")
            .filter(new Locator.FilterOptions().setHasText(name));
    row.locator("button").click();
    operator.close();
  }

  @Override
  public void close() {
    visitors.forEach(Visitor::close);
  }
}
