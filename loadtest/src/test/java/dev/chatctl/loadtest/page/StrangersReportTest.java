package dev.chatctl.loadtest.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.chatctl.cli.HostileTexts;
import dev.chatctl.loadtest.RunFixture;
import dev.chatctl.loadtest.ledger.ArrivalCurves;
import dev.chatctl.loadtest.plan.ResultsFolder;
import dev.chatctl.loadtest.report.Results;
import dev.chatctl.loadtest.report.ResultsStore;
import dev.chatctl.loadtest.report.Summary;
import dev.chatctl.loadtest.report.SummaryJson;
import dev.chatctl.loadtest.stats.ConnectionStats;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What strangers say when they close a connection, in every file of a run. */
class StrangersReportTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private Path folder;

  @Test
  void holdsNothingATerminalObeysAndIsReadBack() throws Exception {
    Map<String, Long> closes =
        HostileTexts.ALL.stream().collect(Collectors.toMap(Function.identity(), text -> 1L));
    var run = new RunFixture();
    run.runId = String.join(" ", HostileTexts.ALL);
    run.connections =
        new ConnectionStats.Snapshot(
            10, 0, 0, 10, closes, closes, new ConnectionStats.Cuts(0, 3, closes));
    var results =
        new Results(run.facts(), List.of(), new ArrivalCurves(1), List.of(), List.of(), Map.of());

    ResultsStore.write(results, folder);
    ResultsStore.writeHistograms(results, folder);
    ObjectNode summary = SummaryJson.toJson(Summary.of(results));
    SummaryJson.write(summary, folder.resolve("summary.json"));
    ReportPage.write(results, summary, List.of(), folder.resolve("report.html"));

    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files)
          .hasSizeGreaterThan(4)
          .allSatisfy(
              file ->
                  assertThat(HostileTexts.obeyed(Files.readString(file), true))
                      .as(file.toString())
                      .isEmpty());
    }
    assertThat(names(JSON.readTree(folder.resolve("summary.json").toFile())))
        .containsExactlyInAnyOrderElementsOf(HostileTexts.ALL);
    assertThat(names(JSON.readTree(folder.resolve(ResultsFolder.MANIFEST).toFile())))
        .containsExactlyInAnyOrderElementsOf(HostileTexts.ALL);
    String page = Files.readString(folder.resolve("report.html"));
    String data = page.split("<script id=\"data\" type=\"application/json\">", 2)[1];
    assertThat(names(JSON.readTree(data.split("</script>", 2)[0]).path("summary")))
        .containsExactlyInAnyOrderElementsOf(HostileTexts.ALL);
  }

  private static List<String> names(JsonNode summary) {
    return summary.at("/connections/closes").propertyStream().map(Map.Entry::getKey).toList();
  }
}
