package dev.chatctl.loadtest.verdict;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.chatctl.loadtest.plan.Text;
import dev.chatctl.loadtest.report.Summary;
import java.util.ArrayList;
import java.util.List;

/**
 * Objective by objective, whether it was met.
 *
 * @param checks the run's own rules first, then the objectives
 */
public record Verdict(List<Check> checks) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * One rule.
   *
   * @param found what it was, in words
   */
  public record Check(String rule, boolean passed, String found) {}

  public Verdict {
    checks = List.copyOf(checks);
  }

  /**
   * Judges a run.
   *
   * @param json the summary as written
   */
  public static Verdict of(Summary summary, List<Objective> objectives, JsonNode json) {
    List<Check> checks = new ArrayList<>();
    checks.add(
        new Check(
            "accounts add up",
            summary.addsUp(),
            Text.format(
                "%d expected, %d received, %d late, %d lost, %d excused, %d counted by recipients",
                summary.deliveries().expected(),
                summary.deliveries().received(),
                summary.deliveries().late(),
                summary.deliveries().lost(),
                summary.deliveries().excused(),
                summary.deliveries().accounted())));
    objectives.forEach(objective -> checks.add(objective.judge(json)));
    return new Verdict(checks);
  }

  /** With more rules. */
  public Verdict and(List<Check> more) {
    List<Check> all = new ArrayList<>(checks);
    all.addAll(more);
    return new Verdict(all);
  }

  /** Whether every rule was kept. */
  public boolean passed() {
    return checks.stream().allMatch(Check::passed);
  }

  /** A table, empty when there were no objectives and the accounts add up. */
  public String text() {
    if (checks.size() == 1 && passed()) {
      return "";
    }
    StringBuilder text = new StringBuilder();
    for (Check check : checks) {
      text.append(
          Text.format(
              "  %-14s %s: %s%n", check.passed() ? "met" : "MISSED", check.rule(), check.found()));
    }
    return text.toString();
  }

  /** An array of rule, passed and found. */
  public ArrayNode toJson() {
    return JSON.valueToTree(checks);
  }
}
