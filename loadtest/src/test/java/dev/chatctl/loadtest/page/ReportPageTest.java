package dev.chatctl.loadtest.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.chatctl.cli.process.ChildProcess;
import dev.chatctl.cli.testing.Need;
import dev.chatctl.cli.testing.Needs;
import dev.chatctl.loadtest.RunFixture;
import dev.chatctl.loadtest.ledger.ArrivalCurves;
import dev.chatctl.loadtest.ledger.DeliveryCounts;
import dev.chatctl.loadtest.ledger.MessageTally;
import dev.chatctl.loadtest.report.RecipientRow;
import dev.chatctl.loadtest.report.Results;
import dev.chatctl.loadtest.report.Summary;
import dev.chatctl.loadtest.report.SummaryJson;
import dev.chatctl.loadtest.stats.ConnectionStats;
import dev.chatctl.loadtest.stats.PeriodStats;
import dev.chatctl.loadtest.stats.Phase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
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

  /** Counts the charts with anything but background on their canvas. */
  private static final String COUNT_INKED =
      """
      <script>
      setTimeout(() => {
        document.body.dataset.inked = [...document.querySelectorAll('[data-chart] canvas')].filter(
          (c) => c.getContext('2d').getImageData(0, 0, c.width, c.height).data.some((v) => v > 0)).length;
      }, 500);
      </script>
      """;

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
              new MessageTally.Message(m, 0, m, m * 100_000_000L),
              false,
              new MessageTally.Recipients(10, 0, 0, 0, 0),
              0,
              new MessageTally.Arrivals(OptionalLong.of(1_000_000), OptionalLong.of(1_900_000))));
    }
    RunFixture run = new RunFixture();
    run.runId = "run</script><b>";
    run.planned = Math.max(1, messages);
    run.expected = 10L * messages;
    run.connections =
        new ConnectionStats.Snapshot(
            10,
            0,
            0,
            10,
            Map.of(),
            Map.of("close code 1001", 3L),
            new ConnectionStats.Cuts(0, 3, Map.of("close code 1001", 3L)));
    run.stopped = messages == 0 ? "interrupted" : null;
    return new Results(
        run.facts(),
        tallies,
        curves,
        messages == 0 ? List.of() : List.of(new RecipientRow(0, 0, messages, 1500, 1)),
        messages == 0
            ? List.of()
            : List.of(
                new PeriodStats(
                    1000,
                    Phase.CONNECTING,
                    new PeriodStats.Listeners(10, 10),
                    new PeriodStats.Messages(0, 0),
                    new DeliveryCounts(0, 0, 0, 0),
                    new PeriodStats.Injector(0, 0, 1)),
                new PeriodStats(
                    2000,
                    Phase.MEASURING,
                    new PeriodStats.Listeners(10, 0),
                    new PeriodStats.Messages(5, 50),
                    new DeliveryCounts(50, 0, 0, 0),
                    new PeriodStats.Injector(100, 90, 2))),
        messages == 0 ? Map.of() : Map.of("delivery", List.of(delivery)));
  }

  private Path page(int messages) throws IOException {
    Results results = results(messages);
    ObjectNode summary = SummaryJson.toJson(Summary.of(results));
    summary.set("slo", JsonNodeFactory.instance.arrayNode());
    Path file = folder.resolve("report.html");
    ReportPage.write(results, summary, List.of(), file);
    Files.writeString(file, Files.readString(file).replace("</body>", COUNT_INKED + "</body>"));
    return file;
  }

  /** The page as a browser has it after its script ran. */
  private String browse(Path page) throws IOException, InterruptedException {
    Path out = folder.resolve("dom.html");
    Process process =
        new ProcessBuilder(
                Need.CHROMIUM.path().toString(),
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--user-data-dir=" + folder.resolve("profile"),
                "--virtual-time-budget=5000",
                "--enable-logging=stderr",
                "--window-size=390,844",
                "--dump-dom",
                page.toUri().toString())
            .redirectOutput(out.toFile())
            .redirectError(folder.resolve("browser.log").toFile())
            .start();
    try (var drawing =
        new ChildProcess(process, "the page was not drawn", folder.resolve("browser.log"))) {
      assertThat(drawing.awaitEnd()).isZero();
    }
    String dom = Files.readString(out);
    assertThat(folder.resolve("browser.log")).content().doesNotContain("Uncaught", "CONSOLE");
    return dom;
  }

  @Test
  @Needs(Need.CHROMIUM)
  void drawsEveryChart() throws IOException, InterruptedException {
    String dom = browse(page(30));

    // The script sets this last, so no error stopped it before.
    assertThat(dom).contains("data-drawn=\"" + CHARTS.size() + "\"");
    assertThat(dom).contains("data-inked=\"" + CHARTS.size() + "\"");
    assertThat(CHARTS).allSatisfy(c -> assertThat(dom).contains("data-chart=\"" + c + "\""));
    assertThat(dom).contains("PASS ").contains("close code 1001");
  }

  @Test
  @Needs(Need.CHROMIUM)
  void saysWhereNothingWasRecorded() throws IOException, InterruptedException {
    String dom = browse(page(0));

    assertThat(dom)
        .contains("data-drawn=")
        .contains("<p class=\"faint\">Nothing was recorded.</p>");
    assertThat(dom).contains("Incomplete: interrupted");
  }

  @Test
  void needsNothingFromElsewhere() throws IOException {
    String html = Files.readString(page(3));

    assertThat(html).doesNotContain("src=").doesNotContain("<link").doesNotContain("@import");
    assertThat(html).doesNotContain("run</script><b>\",\"");
  }
}
