package dev.chatctl.loadtest.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.chatctl.cli.ExitCode;
import dev.chatctl.loadtest.calibration.BroadcastServer;
import dev.chatctl.loadtest.calibration.CalibrationFaults;
import dev.chatctl.loadtest.calibration.CalibrationFaults.Admission;
import dev.chatctl.loadtest.calibration.FaultyServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScenariosTest {
  @TempDir private Path folder;
  private final Cli cli = new Cli();

  private int run(String scenario, BroadcastServer server, Object... more) {
    List<Object> args =
        new ArrayList<>(List.of("loadtest", scenario, "--url", server.url(), "--out", folder));
    args.addAll(List.of("--warm-up", 2, "--linger", "200ms", "--deadline", 2));
    args.addAll(List.of(more));
    return cli.run(args.toArray());
  }

  private JsonNode summary() throws IOException {
    return new ObjectMapper().readTree(folder.resolve("summary.json").toFile());
  }

  @Test
  void aRampMeasuresEachStepAndFitsALine() throws IOException {
    Files.writeString(folder.resolve("delivery.hlog"), "of an earlier ramp");
    try (BroadcastServer server = BroadcastServer.start(0, 1, Duration.ZERO)) {
      cli.delivered(run("ramp", server, "--steps", "5,10,15", "--messages", 10, "--rate", 50));
    }

    assertThat(cli.out()).containsPattern("knee (at|up to) \\d+ listeners");
    assertThat(folder.resolve("n-5/summary.json")).exists();
    assertThat(folder.resolve("n-10/report.html")).exists();
    assertThat(Files.readString(folder.resolve("report.html")))
        .contains("\"steps\":true")
        .contains("\"per_recipient_us\"");
    assertThat(folder.resolve("delivery.hlog")).content().contains("Tag=delivery");
  }

  @Test
  void aRampIsNoBetterThanTheWorstOfItsSteps() throws IOException {
    try (BroadcastServer server =
        FaultyServer.start(new CalibrationFaults(0, 2, 0, Duration.ZERO))) {
      assertThat(run("ramp", server, "--steps", "5,6", "--messages", 10, "--rate", 50))
          .as(cli.out() + cli.err())
          .isEqualTo(ExitCode.PARTIAL.code());
    }

    assertThat(summary().path("duplicates").asInt()).as("of the last step").isZero();
    assertThat(cli.out()).contains("MISSED         step of 5 listeners: 2 duplicates");
    assertThat(folder.resolve("junit.xml")).content().contains("<failure message=\"2 duplicates");
  }

  @Test
  void tellsNoTimeOnTheWayWhereNothingHasArrived() throws IOException {
    try (BroadcastServer server =
        FaultyServer.start(new CalibrationFaults(1_000, 0, 0, Duration.ZERO))) {
      assertThat(run("broadcast", server, "--clients", 3, "--messages", 30, "--rate", 5))
          .as(cli.out() + cli.err())
          .isEqualTo(ExitCode.PARTIAL.code());
    }

    assertThat(cli.err()).contains("0 of 90 delivered, 0/s, 3 open").doesNotContain("p99");
  }

  @Test
  void aRampRunsEveryStepInShards() throws IOException {
    try (BroadcastServer server = BroadcastServer.start(0, 1, Duration.ZERO)) {
      cli.delivered(
          run("ramp", server, "--steps", "6", "--shards", 2, "--messages", 4, "--rate", 20));
    }

    assertThat(summary().path("shards").asInt()).isEqualTo(2);
    assertThat(summary().path("clients").asInt()).isEqualTo(6);
    assertThat(summary().path("received").asInt()).isEqualTo(24);
  }

  @Test
  void aRampChecksItsStepsBeforeAnythingStarts() throws IOException {
    try (BroadcastServer server = BroadcastServer.start(0, 1, Duration.ZERO)) {
      assertThat(run("ramp", server, "--steps", "20,10")).isEqualTo(ExitCode.USAGE.code());
      assertThat(run("ramp", server, "--steps", "0,10")).isEqualTo(ExitCode.USAGE.code());
      assertThat(run("ramp", server, "--shard", "1/2")).isEqualTo(ExitCode.USAGE.code());
    }

    assertThat(cli.err().lines())
        .containsExactly(
            "error: --steps: [20, 10] (expected: growing numbers >= 1)",
            "error: --steps: [0, 10] (expected: growing numbers >= 1)",
            "error: --shard: given (expected: not with ramp, which has --steps and --shards)");
  }

  @Test
  void aSoakSurvivesTheCutOffOfEveryConnection() throws IOException {
    CalibrationFaults cutOff =
        CalibrationFaults.admitting(Admission.closingAfter(Duration.ofMillis(900)));
    try (BroadcastServer server = FaultyServer.start(cutOff)) {
      Object[] soak = {"--clients", 10, "--rate", "20:1s,5:1s", "--keep-alive", 1};
      assertThat(run("soak", server, soak)).as(cli.out() + cli.err()).isEqualTo(5);
      assertThat(cli.out()).contains("connections cut that the plan did not end");
      List<Object> allowed = new ArrayList<>(List.of(soak));
      allowed.addAll(List.of("--allow-cut", 100, "--allow-loss", "100%", "--allow-late", "100%"));
      cli.delivered(run("soak", server, allowed.toArray()));
    }

    JsonNode summary = summary();
    assertThat(summary.path("messages").asInt()).isEqualTo(25);
    assertThat(summary.path("messages_unsent").asInt()).isZero();
    assertThat(summary.at("/connections/reopened").asInt()).isGreaterThanOrEqualTo(10);
    assertThat(summary.at("/cuts/by_reason/close code 1001: Endpoint unavailable").asInt())
        .as(summary.path("cuts").toString())
        .isGreaterThanOrEqualTo(10);
    assertThat(summary.at("/cuts/planned").asInt()).isZero();
    assertThat(summary.at("/outage_ms/max").asDouble()).isPositive();
    assertThat(summary.path("excused").asInt()).isZero();
    // What was on its way to a socket that was cut is lost too.
    assertThat(summary.path("lost").asInt())
        .isGreaterThanOrEqualTo(summary.path("lost_away").asInt());
    assertThat(
            summary.path("received").asInt()
                + summary.path("late").asInt()
                + summary.path("lost").asInt())
        .isEqualTo(10 * 25);
  }

  @Test
  void aStormAboveTheQuotaCountsWhoWasTurnedAwayUntilAllAreBack() throws IOException {
    // The probe, the publisher and everybody come in; of those who come back, some do not.
    CalibrationFaults quota =
        CalibrationFaults.admitting(Admission.refusingAfter(429, 1 + 1 + 80, 30));
    try (BroadcastServer server = FaultyServer.start(quota)) {
      cli.delivered(
          run(
              "reconnect-storm",
              server,
              "--clients",
              80,
              "--connect-rate",
              500,
              "--rate",
              "10:4s",
              "--storm-at",
              0.5,
              "--storm-rate",
              1000));
    }

    JsonNode summary = summary();
    assertThat(summary.at("/connections/reopened").asInt()).isEqualTo(80);
    assertThat(summary.at("/connections/open_at_end").asInt()).isEqualTo(80);
    assertThat(summary.at("/connections/failures").fieldNames())
        .toIterable()
        .containsExactly("HTTP 429, too many connections at once: lower --connect-rate");
    assertThat(summary.at("/outage_ms/max").asDouble()).isGreaterThan(500);
    assertThat(summary.path("lost").asInt()).isZero();
  }

  @Test
  void readersAskForTheHistoryWhileOthersWrite() throws IOException {
    Instant start = Instant.now();
    try (BroadcastServer server = BroadcastServer.start(0, 1, Duration.ZERO)) {
      cli.delivered(
          run(
              "history",
              server,
              "--clients",
              5,
              "--readers",
              3,
              "--read-rate",
              20,
              "--rate",
              "20:1s"));
    }

    JsonNode summary = summary();
    assertThat(summary.path("received").asInt()).isEqualTo(100);
    // A slow machine's run goes on for longer, and its readers with it.
    double mostEach = 20 * Duration.between(start, Instant.now()).toMillis() / 1e3;
    assertThat(summary.path("history_answered").asDouble()).isBetween(20.0, 3 * mostEach);
    assertThat(summary.path("history_unanswered").asInt()).isZero();
    assertThat(summary.at("/history_ms/p50").asDouble()).isPositive();
    assertThat(cli.out()).contains("history answer");
  }

  @Test
  void dialectsAreDealtToListenersInTurn() throws IOException {
    try (BroadcastServer server = BroadcastServer.start(0, 1, Duration.ZERO)) {
      cli.delivered(run("mixed-dialects", server, "--clients", 10, "--messages", 10, "--rate", 50));
    }

    assertThat(summary().path("received").asInt()).isEqualTo(100);
  }

  @Test
  void calibratesWithServersAndShardsInProcessesOfTheirOwn() throws IOException {
    int exit =
        cli.run(
            "loadtest",
            "calibrate",
            "--clients",
            200,
            "--rates",
            20,
            "--seconds",
            1,
            "--shards",
            2,
            "--out",
            folder);

    cli.delivered(exit);
    assertThat(cli.out().lines().toList().getLast())
        .containsPattern("20\\.0/s +[\\d,]+ .* us +[\\d,.]+ KB +1\\.0");
    assertThat(folder.resolve("calibration-1/report.html")).exists();
  }
}
