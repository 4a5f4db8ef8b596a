package dev.chatctl.loadtest.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.chatctl.loadtest.cost.Cost;
import dev.chatctl.loadtest.page.ReportPage;
import dev.chatctl.loadtest.report.Results;
import dev.chatctl.loadtest.report.ResultsStore;
import dev.chatctl.loadtest.report.Summary;
import dev.chatctl.loadtest.report.SummaryJson;
import dev.chatctl.loadtest.report.SummaryText;
import dev.chatctl.loadtest.verdict.Comparison;
import dev.chatctl.loadtest.verdict.JunitXml;
import dev.chatctl.loadtest.verdict.Objective;
import dev.chatctl.loadtest.verdict.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What follows a measurement: files, summary, verdict, exit code. */
final class Conclusion {
  private final Host host;
  private final List<Objective> objectives;
  private final Optional<Results> baseline;

  private Conclusion(Host host, List<Objective> objectives, Optional<Results> baseline) {
    this.host = host;
    this.objectives = objectives;
    this.baseline = baseline;
  }

  /**
   * Reads objectives and baseline, before anything is started.
   *
   * @throws CommandFailure if one of them cannot be read
   */
  static Conclusion prepare(Host host, VerdictOptions options) {
    try {
      List<String> lines = new ArrayList<>();
      if (options.sloFile != null) {
        lines.addAll(Files.readAllLines(options.sloFile));
      }
      if (options.slos != null) {
        lines.addAll(options.slos);
      }
      return new Conclusion(
          host,
          Objective.parseAll(lines),
          options.baseline == null
              ? Optional.empty()
              : Optional.of(ResultsStore.read(options.baseline)));
    } catch (IOException e) {
      throw new CommandFailure(ExitCode.USAGE, "cannot be read: " + e.getMessage());
    } catch (IllegalArgumentException e) {
      throw new CommandFailure(ExitCode.USAGE, "--slo: " + e.getMessage());
    }
  }

  /** Of one shard: its results are written, for a merge to judge. */
  int ofShard(Results results, Path folder) throws IOException {
    ResultsStore.write(results, folder);
    SummaryJson.write(SummaryJson.toJson(Summary.of(results)), folder.resolve("summary.json"));
    host.err().println("Shard results are in " + folder + "; merge with: chatctl loadtest merge");
    return exitCode(Summary.of(results), true);
  }

  /** Of a whole run: everything is written, judged and told. */
  int of(Results results, Path folder) throws IOException {
    return of(results, folder, List.of());
  }

  /** Of a run whose N was ramped up in steps, the last of which it is. */
  int of(Results results, Path folder, List<JsonNode> steps) throws IOException {
    ObjectNode json = write(results, folder, steps);
    Summary summary = Summary.of(results);
    Verdict verdict = Verdict.of(summary, objectives, json);
    host.out().print(SummaryText.of(summary));
    baseline.ifPresent(earlier -> host.out().print(Comparison.of(earlier, results).text()));
    host.out().print(verdict.text());
    host.out().println("  results        " + folder);
    host.out().println("  report         " + folder.resolve("report.html"));
    host.out().flush();
    return exitCode(summary, verdict.passed());
  }

  /** Writes all files and answers the summary. */
  ObjectNode write(Results results, Path folder, List<JsonNode> steps) throws IOException {
    Summary summary = Summary.of(results);
    ResultsStore.write(results, folder);
    ResultsStore.writeHistogramsIfAbsent(results, folder);
    ObjectNode json = SummaryJson.toJson(summary);
    json.set("cost", Cost.of(results).toJson());
    baseline.ifPresent(earlier -> json.set("baseline", Comparison.of(earlier, results).toJson()));
    Verdict verdict = Verdict.of(summary, objectives, json);
    json.set("slo", verdict.toJson());
    SummaryJson.write(json, folder.resolve("summary.json"));
    ReportPage.write(results, json, steps, folder.resolve("report.html"));
    JunitXml.write(verdict, summary, folder.resolve("junit.xml"));
    return json;
  }

  private static int exitCode(Summary summary, boolean objectivesMet) {
    if ("interrupted".equals(summary.facts().stopped())) {
      return ExitCode.INTERRUPTED;
    }
    if (summary.facts().unavailable()) {
      return ExitCode.UNAVAILABLE;
    }
    return summary.flawless() && objectivesMet ? ExitCode.OK : ExitCode.PARTIAL;
  }
}
