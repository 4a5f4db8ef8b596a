package dev.chatctl.loadtest.report;

import dev.chatctl.loadtest.plan.Text;
import dev.chatctl.loadtest.report.Budget.Allowance;
import dev.chatctl.loadtest.stats.ConnectionStats;
import java.util.ArrayList;
import java.util.List;

/** What the system did wrong, or left undone, beyond what it is allowed. */
final class Flaws {
  private final List<String> found = new ArrayList<>();

  private Flaws() {}

  static List<String> of(Summary s) {
    Flaws flaws = new Flaws();
    Budget budget = s.budget();
    Deliveries deliveries = s.deliveries();
    if (s.due() == 0) {
      flaws.found.add("no delivery was due");
    }
    flaws.count(deliveries.lost(), "deliveries lost", budget.loss(), s.due());
    flaws.count(deliveries.late(), "deliveries late", budget.late(), s.due());
    flaws.count(deliveries.duplicates(), "duplicates", budget.duplicate(), s.due());
    flaws.count(s.messages().unsent(), "messages could not be sent");
    if (s.complete() && !s.facts().load().terms().reconnects()) {
      flaws.count(deliveries.excused(), "deliveries missed though the plan takes nobody away");
    }
    ConnectionStats.Snapshot connections = s.facts().connections();
    flaws.count(
        connections.cuts().unplanned(),
        "connections cut that the plan did not end",
        budget.cut(),
        connections.opened());
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
    count(number, what, Allowance.NONE, number);
  }

  private void count(long number, String what, Allowance allowed, long whole) {
    if (!allowed.covers(number, whole)) {
      String limit = allowed.equals(Allowance.NONE) ? "" : " (allowed: " + allowed + ")";
      found.add(Text.format("%,d %s%s", number, what, limit));
    }
  }
}
