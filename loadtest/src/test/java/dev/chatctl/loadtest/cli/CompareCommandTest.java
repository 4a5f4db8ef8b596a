package dev.chatctl.loadtest.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.chatctl.cli.ExitCode;
import dev.chatctl.loadtest.RunFixture;
import dev.chatctl.loadtest.calibration.BroadcastServer;
import dev.chatctl.loadtest.ledger.MessageTally;
import dev.chatctl.loadtest.ledger.Micros;
import dev.chatctl.loadtest.report.Results;
import dev.chatctl.loadtest.report.ResultsStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code --repeat} and {@code compare}. */
class CompareCommandTest {
  // One less than a median needs, were all independent.
  private static final int FEW = 9;

  @TempDir private Path folder;
  private final Cli cli = new Cli();

  @Test
  void repeatedRunsAreInFoldersOfTheirOwn() throws IOException {
    try (BroadcastServer server = BroadcastServer.start(0, 1, Duration.ZERO)) {
      int exit =
          cli.run(
              "loadtest",
              "broadcast",
              "--url",
              server.url(),
              "--out",
              folder,
              "--clients",
              5,
              "--messages",
              10,
              "--rate",
              50,
              "--linger",
              "100ms",
              "--repeat",
              2,
              "--run-id",
              "twice");
      cli.delivered(exit);
    }

    for (int i = 1; i <= 2; i++) {
      Results results = ResultsStore.read(folder.resolve("run-" + i));
      assertThat(results.facts().identity().runId()).isEqualTo("twice-r" + i);
    }
  }

  /** A run that everything arrived in after so many milliseconds. */
  private Path run(String name, RunFixture run, double millis) throws IOException {
    Path own = Files.createDirectories(folder.resolve(name));
    run.runId = name.replace('/', '-');
    List<MessageTally> messages =
        IntStream.range(0, run.planned).mapToObj(m -> message(m, run.clients, millis)).toList();
    Results results =
        run.results(
            messages,
            List.of(),
            Map.of(
                "delivery", List.of(histogram(run.clients * run.planned, millis)),
                "sendlag", List.of(histogram(run.planned, 0)),
                "connect", List.of(histogram(run.clients, 5))));
    for (MessageTally message : messages) {
      results.curves().add(message.message().number(), 9, run.clients);
    }
    ResultsStore.writeHistograms(results, own);
    ResultsStore.write(results, own);
    return own;
  }

  private static MessageTally message(int number, int clients, double millis) {
    return new MessageTally(
        new MessageTally.Message(number, 0, number, number * 100_000_000L),
        false,
        new MessageTally.Recipients(clients, 0, 0, 0, 0),
        0,
        new MessageTally.Arrivals(
            OptionalLong.of(1_000_000), OptionalLong.of(Math.round(millis * 1e6))));
  }

  private static Histogram histogram(int count, double millis) {
    Histogram micros = Micros.histogram();
    micros.recordValueWithCount(Math.round(millis * 1000), count);
    micros.setStartTimeStamp(1000);
    micros.setEndTimeStamp(2000);
    return micros;
  }

  @Test
  void tellsWhatChangedBetweenRunsThatWereRepeated() throws IOException {
    run("base/run-1", new RunFixture(), 10);
    run("base/run-2", new RunFixture(), 11);
    Path one = run("new-1", new RunFixture(), 20);
    Path other = run("new-2", new RunFixture(), 22);

    int exit =
        cli.run(
            "loadtest",
            "compare",
            "--base",
            folder.resolve("base"),
            "--new",
            one,
            other,
            "-o",
            "json");

    assertThat(exit).as(cli.err()).isZero();
    JsonNode changes = new ObjectMapper().readTree(cli.out()).path("changes");
    assertThat(changes.findValuesAsText("metric"))
        .containsExactly(
            "time to last p50",
            "time to last p99",
            "time to first p50",
            "delivery p50",
            "delivery p99");
    JsonNode last = changes.get(0);
    assertThat(last.path("basis").asText()).isEqualTo("2 and 2 runs");
    assertThat(last.path("base_ms").asDouble()).isCloseTo(10.488, within(0.001));
    assertThat(last.path("new_ms").asDouble()).isCloseTo(20.976, within(0.001));
    assertThat(last.path("change_percent").asDouble()).isEqualTo(100);
    assertThat(last.path("low_percent").asDouble()).isBetween(20.0, 80.0);
    assertThat(last.path("high_percent").asDouble()).isGreaterThan(120);
    assertThat(last.path("verdict").asText()).isEqualTo("slower");
    assertThat(changes.get(2).path("verdict").asText()).isEqualTo("no difference shown");
  }

  private int broadcast(BroadcastServer server, Path baseline) {
    List<Object> words = new ArrayList<>(List.of("loadtest", "broadcast", "--url", server.url()));
    words.addAll(List.of("--clients", 10, "--messages", FEW, "--rate", 10, "--linger", "100ms"));
    words.addAll(List.of("--out", folder.resolve("now"), "--baseline", baseline));
    words.addAll(List.of("--slo", "baseline.time_to_last_change.low < 1000"));
    return cli.run(words.toArray());
  }

  @Test
  void tellsWhatChangedSinceAnEarlierRun() throws IOException {
    RunFixture few = new RunFixture();
    few.planned = FEW;
    Path earlier = run("earlier", few, 10);
    try (BroadcastServer server = BroadcastServer.start(0, 1, Duration.ZERO)) {
      assertThat(broadcast(server, earlier))
          .as("of so few messages one cannot tell: %s", cli.err())
          .isEqualTo(ExitCode.PARTIAL.code());
    }

    assertThat(cli.out())
        .contains("baseline       time to last against earlier: 10.00 ms -> ", ": cannot tell")
        .contains("MISSED         baseline.time_to_last_change.low < 1000: no data");
  }

  @Test
  void refusesAnEarlierRunThatTellsAboutItsGenerator() throws IOException {
    RunFixture busy = new RunFixture();
    busy.cpuShare = 0.9;
    Path earlier = run("earlier", busy, 10);
    try (BroadcastServer server = BroadcastServer.start(0, 1, Duration.ZERO)) {
      assertThat(broadcast(server, earlier)).isEqualTo(ExitCode.USAGE.code());
    }

    assertThat(cli.err()).contains("earlier: not valid: generator CPU: 90 %");
    assertThat(folder.resolve("now")).doesNotExist();
  }

  @Test
  void refusesWhatCannotBeCompared() throws IOException {
    Path ten = run("ten", new RunFixture(), 10);
    RunFixture fewer = new RunFixture();
    fewer.clients = 9;
    RunFixture busy = new RunFixture();
    busy.cpuShare = 0.9;
    RunFixture stopped = new RunFixture();
    stopped.stopped = "the server went";

    assertThat(refusal(ten, run("nine", fewer, 10)))
        .isEqualTo("error: --base, --new: clients: 10 and 9 (expected: runs of the same plan)");
    assertThat(refusal(ten, folder.resolve("nowhere")))
        .endsWith("nowhere: no results (expected: a folder with run.json)");
    assertThat(refusal(ten, ten))
        .startsWith("error: --base, --new: ten of ")
        .endsWith(" is there twice (expected: runs that differ)");
    assertThat(refusal(run("busy", busy, 10), ten))
        .contains("busy: not valid: generator CPU: 90 %", "(expected: runs that are complete");
    assertThat(refusal(ten, run("stopped", stopped, 10)))
        .contains("stopped: incomplete: the server went (expected: runs that are");
  }

  private static String refusal(Path base, Path candidate) {
    Cli cli = new Cli();
    assertThat(cli.run("loadtest", "compare", "--base", base, "--new", candidate))
        .isEqualTo(ExitCode.USAGE.code());
    return cli.err().strip();
  }
}
