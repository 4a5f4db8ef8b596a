package dev.chatctl.loadtest.cli;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.chatctl.cli.CliException;
import dev.chatctl.cli.ExitCode;
import dev.chatctl.cli.Invocation;
import dev.chatctl.cli.PrintableText;
import dev.chatctl.cli.output.Column;
import dev.chatctl.cli.output.Rows;
import dev.chatctl.cli.output.View;
import dev.chatctl.loadtest.comparison.Comparison;
import dev.chatctl.loadtest.cost.Cost;
import dev.chatctl.loadtest.page.ReportPage;
import dev.chatctl.loadtest.report.Budget;
import dev.chatctl.loadtest.report.Ending;
import dev.chatctl.loadtest.report.Results;
import dev.chatctl.loadtest.report.ResultsStore;
import dev.chatctl.loadtest.report.Summary;
import dev.chatctl.loadtest.report.SummaryJson;
import dev.chatctl.loadtest.report.SummaryText;
import dev.chatctl.loadtest.verdict.JunitXml;
import dev.chatctl.loadtest.verdict.Objective;
import dev.chatctl.loadtest.verdict.Step;
import dev.chatctl.loadtest.verdict.Verdict;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What follows a measurement: files, summary, verdict, exit code. */
final class Conclusion {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Invocation invocation;
  private final List<Objective> objectives;
  private final Budget budget;
  private final boolean cost;
  private final Optional<Results> baseline;

  private Conclusion(
      Invocation invocation,
      Budget budget,
      boolean cost,
      List<Objective> objectives,
      Optional<Results> baseline) {
    this.invocation = invocation;
    this.budget = budget;
    this.cost = cost;
    this.objectives = objectives;
    this.baseline = baseline;
  }

  /**
   * Reads objectives and baseline, before anything is started.
   *
   * @throws CliException if one of them cannot be read; exit code 2
   */
  static Conclusion prepare(Invocation invocation, VerdictOptions options) {
    try {
      Optional<Results> baseline =
          options.baseline == null
              ? Optional.empty()
              : Optional.of(
                  CompareCommand.usable(options.baseline, ResultsStore.read(options.baseline)));
      Set<String> known = SummaryJson.names();
      known.add("cost.total_usd");
      baseline.ifPresent(earlier -> known.addAll(Comparison.NAMES));
      List<Objective> objectives = new ArrayList<>();
      if (options.sloFile != null) {
        objectives.addAll(Objective.parseAll(Files.readAllLines(options.sloFile), known));
      }
      for (String slo : options.slos) {
        objectives.addAll(Objective.parseAll(List.of(slo), known));
      }
      return new Conclusion(invocation, options.budget(), options.cost, objectives, baseline);
    } catch (IOException e) {
      throw PlanBuilder.wrong("cannot be read: " + e.getMessage());
    } catch (IllegalArgumentException e) {
      throw PlanBuilder.wrong("--slo: " + e.getMessage());
    }
  }

  /** Of a run that is judged by nothing but its own rules. */
  static Conclusion unconditional(Invocation invocation) {
    return new Conclusion(invocation, Budget.NONE, false, List.of(), Optional.empty());
  }

  /** Of one shard: its results are written, for a merge to judge. */
  int ofShard(Results results, Path folder) {
    Summary summary = Summary.of(results, budget);
    ObjectNode json = SummaryJson.toJson(summary);
    written(
        folder,
        () -> {
          SummaryJson.write(json, folder.resolve("summary.json"));
          ResultsStore.writeHistogramsIfAbsent(results, folder);
          ResultsStore.write(results, folder);
        });
    if (!forPeople()) {
      print(json);
    }
    invocation.notice("Shard results are in " + folder + "; merge with: chatctl loadtest merge");
    return exitCode(summary, true);
  }

  /** Of a whole run: everything is judged, told and written. */
  int of(Results results, Path folder) throws IOException {
    return of(results, folder, List.of());
  }

  /** Of a run whose N was ramped up in steps, the last of which it is. */
  int of(Results results, Path folder, List<JsonNode> steps) throws IOException {
    Judged judged = judge(results, steps);
    // Told first: what was measured is not lost with a disk that is full.
    if (forPeople()) {
      print(SummaryText.of(judged.summary()));
      baseline.ifPresent(
          earlier -> print(Comparison.of(List.of(earlier), List.of(results)).text()));
      print(judged.verdict().text());
    } else {
      print(judged.json());
    }
    invocation.out().flush();
    write(judged, folder, steps);
    remark("  results        " + folder);
    remark("  report         " + folder.resolve("report.html"));
    return exitCode(judged.summary(), judged.verdict().passed());
  }

  private boolean forPeople() {
    return Rows.format(invocation.options()).forPeople();
  }

  /** Tells people more, beside a document where they asked for one. */
  void remark(String line) {
    if (forPeople()) {
      print(line + "\n");
      invocation.out().flush();
    } else {
      invocation.notice(line.strip());
    }
  }

  // Results are files, which may come from anybody.
  private void print(String text) {
    invocation.out().print(PrintableText.lines(text));
  }

  private void print(ObjectNode summary) {
    Map<String, Object> document = JSON.convertValue(summary, new TypeReference<>() {});
    List<Column<Map<String, Object>>> columns = new ArrayList<>();
    document.keySet().forEach(key -> columns.add(Column.of(key, row -> row.get(key))));
    Rows.one(
        invocation,
        View.of("summary", row -> String.valueOf(row.get("run_id")), columns),
        document);
  }

  /** Results with what they are worth. */
  private record Judged(Results results, Summary summary, Verdict verdict, ObjectNode json) {}

  private Judged judge(Results results, List<JsonNode> steps) throws IOException {
    List<JsonNode> earlier = steps.subList(0, Math.max(0, steps.size() - 1));
    Summary summary = Summary.of(results, budget).spoiledBy(Step.spoiled(earlier));
    ObjectNode json = SummaryJson.toJson(summary);
    if (cost || billed(results.facts().identity().url())) {
      json.set("cost", Cost.of(results).toJson());
    }
    baseline.ifPresent(
        before -> json.set("baseline", Comparison.of(List.of(before), List.of(results)).toJson()));
    Verdict verdict = Verdict.of(summary, objectives, json).and(Step.checks(earlier));
    json.set("slo", verdict.toJson());
    return new Judged(results, summary, verdict, json);
  }

  private static boolean billed(String url) {
    return Cost.billed(String.valueOf(URI.create(url).getHost()));
  }

  /** Writes all files and answers the summary. */
  ObjectNode write(Results results, Path folder) throws IOException {
    Judged judged = judge(results, List.of());
    write(judged, folder, List.of());
    return judged.json();
  }

  private static void write(Judged judged, Path folder, List<JsonNode> steps) {
    written(
        folder,
        () -> {
          if (steps.isEmpty() && judged.results().facts().identity().shard() != null) {
            ResultsStore.writeHistogramsIfAbsent(judged.results(), folder);
          } else { // a ramp measures into a folder a step, shards into one each
            ResultsStore.writeHistograms(judged.results(), folder);
          }
          SummaryJson.write(judged.json(), folder.resolve("summary.json"));
          ReportPage.write(judged.results(), judged.json(), steps, folder.resolve("report.html"));
          JunitXml.write(judged.verdict(), judged.summary(), folder.resolve("junit.xml"));
          ResultsStore.write(judged.results(), folder);
        });
  }

  /** Something that writes files. */
  private interface Writing {
    void write() throws IOException;
  }

  private static void written(Path folder, Writing writing) {
    try {
      writing.write();
    } catch (IOException e) {
      throw PlanBuilder.wrong(
          "--out: %s (expected: a folder with room for the results; %s)"
              .formatted(folder, e.getMessage()));
    }
  }

  private static int exitCode(Summary summary, boolean objectivesMet) {
    Ending ending = summary.facts().ending();
    ExitCode code =
        ending.interrupted()
            ? ExitCode.INTERRUPTED
            : ending.unavailable()
                ? ExitCode.UNAVAILABLE
                : !summary.flawless() || !objectivesMet
                    ? ExitCode.PARTIAL
                    : summary.valid() ? ExitCode.OK : ExitCode.NOT_VALID;
    return code.code();
  }
}
