package dev.chatctl.loadtest.cli;

import dev.chatctl.cli.Output;
import dev.chatctl.cli.PrintableText;
import dev.chatctl.cli.output.Column;
import dev.chatctl.cli.output.Document;
import dev.chatctl.cli.output.View;
import dev.chatctl.loadtest.consistency.Entry;
import dev.chatctl.loadtest.consistency.History;
import dev.chatctl.loadtest.consistency.Outcome;
import dev.chatctl.loadtest.consistency.Reading;
import dev.chatctl.loadtest.consistency.Span;
import dev.chatctl.loadtest.consistency.Violation;
import dev.chatctl.loadtest.consistency.run.ConsistencyRun;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What {@code chatctl loadtest consistency} tells.
 *
 * @param faults what was made to go wrong
 */
record Findings(ConsistencyRun.Plan plan, String faults, ConsistencyRun.Result result) {
  static final View<Findings> VIEW =
      View.of(
          "consistency",
          findings -> Boolean.toString(findings.isClean()),
          List.of(
              Column.of("clean", Findings::isClean),
              Column.of("seed", findings -> findings.plan.seed()),
              Column.of("faults", Findings::faults),
              Column.of("time", findings -> findings.plan.time()),
              Column.of("clients", findings -> findings.plan.clients()),
              Column.of("seen", Findings::seen),
              Column.of("not_judged", Findings::notJudged),
              Column.of("found", findings -> findings.result.judgement().counts()),
              Column.of("violations", Findings::violations)));

  boolean isClean() {
    return result.judgement().isClean();
  }

  private Document seen() {
    History history = result.history();
    return Document.of("connections", history.stays().size())
        .with("refused_connections", history.refused().size())
        .with("sendings", history.sendings().size())
        .with("acknowledged", sendings(Outcome.OK))
        .with("refused", sendings(Outcome.FAIL))
        .with("unknown", sendings(Outcome.UNKNOWN))
        .with("heard", history.hearings().size())
        .with("resumed", readings(Reading.Kind.RESUME))
        .with("read_back", readings(Reading.Kind.BACK))
        .with("rows", history.facts().map(facts -> facts.messages().size()).orElse(0));
  }

  private long sendings(Outcome outcome) {
    return result.history().sendings().stream()
        .filter(sending -> sending.outcome() == outcome)
        .count();
  }

  private long readings(Reading.Kind kind) {
    return result.history().readings().stream().filter(r -> r.kind() == kind).count();
  }

  /** What nobody should take for proven. */
  private List<String> notJudged() {
    List<String> kinds = new ArrayList<>();
    if (result.history().facts().isEmpty()) {
      kinds.add("rows, counters and sessions: the tables are not read, only what clients see");
    }
    if (result.history().toldWithin().isEmpty()) {
      kinds.add("untold, told_twice: the faults cost and double live frames; resuming is judged");
    }
    return kinds;
  }

  private List<Document> violations() {
    return result.judgement().violations().stream()
        .map(
            violation ->
                Document.of("kind", violation.kind())
                    .with("what", violation.what())
                    .with("history", violation.history().stream().map(Findings::entry).toList()))
        .toList();
  }

  private static Document entry(Entry entry) {
    return Document.of("at_s", entry.at() == Span.OPEN ? null : entry.at() / 1e9)
        .with("client", entry.client())
        .with("event", entry.event());
  }

  /** For people. */
  void print(Output out) {
    out.line(
        PrintableText.lines(
            "seed %d, faults: %s".formatted(plan.seed(), faults.isEmpty() ? "none" : faults)));
    seen().forEach((name, count) -> out.line("%8s %s".formatted(count, name.replace('_', ' '))));
    notJudged().forEach(kind -> out.line("not judged: " + kind));
    for (Violation violation : result.judgement().violations()) {
      out.line("");
      out.line(
          PrintableText.lines("VIOLATION %s: %s".formatted(violation.kind(), violation.what())));
      violation.history().forEach(entry -> out.line("  " + PrintableText.oneLine(line(entry))));
    }
    out.line("");
    out.line(
        isClean() ? "Clean: every promise was kept." : "Found: " + result.judgement().counts());
  }

  private static String line(Entry entry) {
    String at =
        entry.at() == Span.OPEN
            ? "   at rest"
            : String.format(Locale.ROOT, "%8.3f s", entry.at() / 1e9);
    return "%s  %-10s %s".formatted(at, entry.client(), entry.event());
  }
}
