package dev.chatctl.loadtest.report;

import dev.chatctl.loadtest.plan.Text;
import dev.chatctl.loadtest.stats.ConnectionStats;
import java.util.ArrayList;
import java.util.List;

/** What the system did wrong, or left undone. */
final class Flaws {
  private final List<String> found = new ArrayList<>();

  private Flaws() {}

  static List<String> of(Summary s) {
    Flaws flaws = new Flaws();
    long missing = s.due() - s.deliveries().received();
    long duplicates = s.deliveries().duplicates();
    if (missing > 0 || duplicates > 0 || s.due() == 0) {
      flaws.found.add(Text.format("%,d deliveries missing, %,d duplicates", missing, duplicates));
    }
    flaws.count(s.messages().unsent(), "messages could not be sent");
    ConnectionStats.Snapshot connections = s.facts().connections();
    flaws.count(connections.failed(), "listeners could not connect");
    if (s.facts().load().terms().reconnects() && s.complete()) {
      flaws.count(connections.opened() - connections.open(), "listeners did not come back");
    }
    long unanswered = s.facts().counters().unanswered();
    if (s.facts().load().population().readers() > 0
        && s.timing(Timing.HISTORY).count() + unanswered == 0) {
      flaws.found.add("no history request was answered");
    }
    flaws.count(unanswered, "history requests unanswered");
    return flaws.found;
  }

  private void count(long number, String what) {
    if (number > 0) {
      found.add(Text.format("%,d %s", number, what));
    }
  }
}
