package dev.chatctl.loadtest.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.chatctl.loadtest.drive.Crowd;
import dev.chatctl.loadtest.drive.Phase;
import dev.chatctl.loadtest.drive.Tick;
import dev.chatctl.loadtest.ledger.ArrivalCurves;
import dev.chatctl.loadtest.ledger.MessageTally;
import dev.chatctl.loadtest.report.RecipientRow;
import dev.chatctl.loadtest.report.Results;
import dev.chatctl.loadtest.report.RunFacts;
import dev.chatctl.loadtest.report.Summary;
import dev.chatctl.loadtest.report.SummaryJson;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportPageTest {
  private static final List<String> CHARTS =
      List.of(
          "percentiles",
          "heat",
          "reach",
          "arrivals",
          "throughput",
          "losses",
          "ttl",
          "lag",
          "connect",
          "fairness");

  @TempDir private Path folder;

  private static Results results(int messages) {
    ArrayList<MessageTally> tallies = new ArrayList<>();
    ArrivalCurves curves = new ArrivalCurves(Math.max(1, messages));
    Histogram delivery = new Histogram(600_000_000, 3);
    for (int m = 0; m < messages; m++) {
      for (int r = 0; r < 10; r++) {
        delivery.recordValue(1000 + 100 * r);
        curves.add(m, 1000 + 100 * r);
      }
      tallies.add(
          new MessageTally(
              m,
              0,
              m,
              m * 100_000_000L,
              10,
              0,
              0,
              0,
              0,
              OptionalLong.of(1_000_000),
              OptionalLong.of(1_900_000)));
    }
    RunFacts facts =
        new RunFacts(
            "run</script><b>",
            "broadcast",
            List.of("loadtest", "broadcast"),
            "2026-01-01T00:00:00Z",
            1,
            "ws://127.0.0.1/",
            10,
            1,
            1,
            Math.max(1, messages),
            10,
            64,
            5,
            500,
            30_000,
            10L * messages,
            0,
            0,
            0,
            new Crowd.Snapshot(10, 0, 0, 10, Map.of(), Map.of("close code 1001", 3L)),
            3,
            1,
            messages == 0 ? "interrupted" : null,
            false,
            0,
            0,
            Map.of("cpus", "2"));
    return new Results(
        facts,
        tallies,
        curves,
        messages == 0 ? List.of() : List.of(new RecipientRow(0, 0, messages, 1500, 1)),
        messages == 0
            ? List.of()
            : List.of(
                new Tick(1000, Phase.CONNECTING, 10, 10, 0, 0, 0, 0, 0, 0, 0, 1),
                new Tick(2000, Phase.MEASURING, 10, 0, 5, 50, 0, 0, 0, 100, 90, 2)),
        messages == 0 ? Map.of() : Map.of("delivery", List.of(delivery)));
  }

  private Path page(int messages) throws IOException {
    Results results = results(messages);
    ObjectNode summary = SummaryJson.toJson(Summary.of(results));
    summary.set("slo", JsonNodeFactory.instance.arrayNode());
    Path file = folder.resolve("report.html");
    ReportPage.write(results, summary, List.of(), file);
    return file;
  }

  private static Optional<File> chromium() {
    return Stream.of(String.valueOf(System.getenv("PATH")).split(File.pathSeparator, -1))
        .flatMap(
            dir ->
                Stream.of("chromium", "chromium-browser", "google-chrome")
                    .map(n -> new File(dir, n)))
        .filter(File::canExecute)
        .findFirst();
  }

  /** The page as a browser has it after its script ran. */
  private String browse(Path page) throws IOException, InterruptedException {
    Optional<File> browser = chromium();
    assumeTrue(browser.isPresent(), "no Chromium on PATH: charts are not drawn in this run");
    Process process =
        new ProcessBuilder(
                browser.orElseThrow().getPath(),
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--user-data-dir=" + folder.resolve("profile"),
                "--virtual-time-budget=5000",
                "--window-size=390,844",
                "--dump-dom",
                page.toUri().toString())
            .redirectError(folder.resolve("browser.log").toFile())
            .start();
    String dom = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    return dom;
  }

  @Test
  void drawsEveryChart() throws IOException, InterruptedException {
    String dom = browse(page(30));

    // The script sets this last, so no error stopped it before.
    assertThat(dom).contains("data-drawn=\"" + CHARTS.size() + "\"");
    assertThat(CHARTS).allSatisfy(c -> assertThat(dom).contains("data-chart=\"" + c + "\""));
    assertThat(dom).contains("PASS ").contains("close code 1001");
  }

  @Test
  void saysWhereNothingWasRecorded() throws IOException, InterruptedException {
    String dom = browse(page(0));

    assertThat(dom)
        .contains("data-drawn=")
        .contains("<p class=\"faint\">Nothing was recorded.</p>");
    assertThat(dom).contains("Incomplete: interrupted");
  }

  @Test
  void needsNothingFromElsewhere() throws IOException {
    String html = java.nio.file.Files.readString(page(3));

    assertThat(html).doesNotContain("src=").doesNotContain("<link").doesNotContain("@import");
    assertThat(html).doesNotContain("run</script><b>\",\"");
  }
}
