package dev.chatctl.loadtest.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.chatctl.cli.ExitCode;
import dev.chatctl.loadtest.calibration.BroadcastServer;
import dev.chatctl.loadtest.calibration.CalibrationFaults;
import dev.chatctl.loadtest.calibration.FaultyServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What scenarios measure at servers of known faults. */
class ScenarioCommandTest {
  private static final int CLIENTS = 20;
  private static final int MESSAGES = 10;

  @TempDir private Path folder;
  private final Cli cli = new Cli();

  private int broadcast(BroadcastServer server, Object... more) {
    List<Object> args =
        new ArrayList<>(List.of("loadtest", "broadcast", "--url", server.url(), "--out", folder));
    args.addAll(
        List.of(
            "--clients",
            CLIENTS,
            "--messages",
            MESSAGES,
            "--rate",
            50,
            "--warm-up",
            2,
            "--linger",
            "200ms"));
    args.addAll(List.of(more));
    return cli.run(args.toArray());
  }

  private JsonNode summary() throws IOException {
    return new ObjectMapper().readTree(folder.resolve("summary.json").toFile());
  }

  @Test
  void leavesCompleteResultsWhenEveryDeliveryArrivesOnce() throws IOException {
    try (BroadcastServer server = BroadcastServer.start(0, 1, Duration.ZERO)) {
      cli.delivered(broadcast(server, "--publishers", 2));
    }

    JsonNode summary = summary();
    assertThat(summary.path("expected").asInt()).isEqualTo(CLIENTS * MESSAGES);
    assertThat(summary.path("received").asInt()).isEqualTo(CLIENTS * MESSAGES);
    assertThat(summary.path("delivery_ratio").asDouble()).isEqualTo(1.0);
    assertThat(summary.path("complete").asBoolean()).isTrue();
    assertThat(summary.fieldNames())
        .toIterable()
        .contains(
            "run_id",
            "clients",
            "messages",
            "rate",
            "expected",
            "received",
            "lost",
            "duplicates",
            "reordered",
            "delivery_ratio",
            "deliveries_per_second",
            "delivery_ms",
            "time_to_last_ms",
            "send_lag_ms",
            "connect_ms",
            "valid",
            "environment");
    assertThat(summary.path("time_to_last_ms").fieldNames())
        .toIterable()
        .containsExactly("count", "mean", "min", "p50", "p75", "p90", "p95", "p99", "p99_9", "max");
    assertThat(Files.readAllLines(folder.resolve("messages.csv"))).hasSize(1 + MESSAGES);
    assertThat(folder.resolve("delivery.hlog")).content().contains("Tag=delivery,");
    assertThat(cli.out())
        .containsPattern("every delivery arrived, none twice within|NOT VALID")
        .doesNotContain("Gatling");
  }

  @Test
  void reportsExactlyTheFramesThatWereDroppedDoubledAndSwapped() throws IOException {
    CalibrationFaults faults = new CalibrationFaults(7, 5, 3, Duration.ZERO);
    try (BroadcastServer server = FaultyServer.start(faults)) {
      assertThat(broadcast(server, "--deadline", 5))
          .as(cli.err())
          .isEqualTo(ExitCode.PARTIAL.code());
    }

    JsonNode summary = summary();
    assertThat(summary.path("lost").asInt()).isEqualTo(7);
    assertThat(summary.path("duplicates").asInt()).isEqualTo(5);
    assertThat(summary.path("reordered").asInt()).isEqualTo(3);
    assertThat(summary.path("received").asInt()).isEqualTo(CLIENTS * MESSAGES - 7);
    assertThat(summary.path("late").asInt()).isZero();
    assertThat(summary.path("excused").asInt()).isZero();
    assertThat(cli.out()).contains("FAILED: 7 deliveries lost; 5 duplicates");
  }

  @Test
  void reorderedDeliveriesAloneAreNoError() throws IOException {
    try (BroadcastServer server =
        FaultyServer.start(new CalibrationFaults(0, 0, 4, Duration.ZERO))) {
      cli.delivered(broadcast(server));
    }

    assertThat(summary().path("reordered").asInt()).isEqualTo(4);
  }

  @Test
  void accountsForEveryRoomOfAChatter() throws IOException {
    try (BroadcastServer server = BroadcastServer.start(0, 1, Duration.ZERO)) {
      cli.delivered(
          cli.run(
              "loadtest",
              "chatter",
              "--url",
              server.url(),
              "--out",
              folder,
              "--clients",
              12,
              "--messages",
              24,
              "--rate",
              60,
              "--warm-up",
              2,
              "--linger",
              "200ms",
              "--deadline",
              30,
              "--rooms",
              1));
    }

    assertThat(summary().path("expected").asInt()).isEqualTo(12 * 24);
    assertThat(summary().path("received").asInt()).isEqualTo(12 * 24);
  }

  @Test
  void excusesWhoReconnectsInAStorm() throws IOException {
    try (BroadcastServer server = BroadcastServer.start(0, 1, Duration.ZERO)) {
      int exit =
          cli.run(
              "loadtest",
              "reconnect-storm",
              "--url",
              server.url(),
              "--out",
              folder,
              "--clients",
              20,
              "--messages",
              30,
              "--rate",
              20,
              "--warm-up",
              2,
              "--linger",
              "200ms",
              "--deadline",
              1,
              "--storm-at",
              0.5,
              "--storm-rate",
              40);
      cli.delivered(exit);
    }

    JsonNode summary = summary();
    assertThat(summary.path("connections").path("reopened").asInt()).isEqualTo(20);
    assertThat(summary.path("excused").asInt()).isPositive();
    assertThat(summary.path("lost").asInt()).isZero();
    assertThat(summary.path("received").asInt() + summary.path("excused").asInt())
        .isEqualTo(20 * 30);
  }

  @Test
  void mergesTheShardsThatShareARun() throws IOException {
    try (BroadcastServer server = BroadcastServer.start(0, 1, Duration.ZERO)) {
      cli.delivered(broadcast(server, "--shards", 2, "--slo", "lost = 0"));
    }

    JsonNode summary = summary();
    assertThat(summary.path("shards").asInt()).isEqualTo(2);
    assertThat(summary.path("clients").asInt()).isEqualTo(CLIENTS);
    assertThat(summary.path("received").asInt()).isEqualTo(CLIENTS * MESSAGES);
    assertThat(summary.path("clock_error_ms").asDouble()).isPositive();
    assertThat(cli.out()).contains("met            lost = 0: 0");
    mergesTheSameFromWhatTheShardsWrote(summary);
  }

  private void mergesTheSameFromWhatTheShardsWrote(JsonNode before) throws IOException {
    Path merged = folder.resolve("merged");
    int exit =
        cli.run(
            "loadtest",
            "merge",
            folder.resolve("shard-1"),
            folder.resolve("shard-2"),
            "--into",
            merged);
    cli.delivered(exit);
    JsonNode after = new ObjectMapper().readTree(merged.resolve("summary.json").toFile());
    for (String name : List.of("received", "delivery_ms", "time_to_last_ms", "clock_error_ms")) {
      assertThat(after.path(name)).isEqualTo(before.path(name));
    }
    assertThat(merged.resolve("report.html")).exists();
  }

  @Test
  void failsWhenAnObjectiveIsMissed() throws IOException {
    try (BroadcastServer server = BroadcastServer.start(0, 1, Duration.ZERO)) {
      assertThat(broadcast(server, "--slo", "time_to_last_ms.p99 < 0"))
          .isEqualTo(ExitCode.PARTIAL.code());
    }

    assertThat(cli.out()).contains("MISSED         time_to_last_ms.p99 < 0: ");
    assertThat(folder.resolve("junit.xml"))
        .content()
        .containsPattern("failures=\"[12]\"")
        .contains("time_to_last_ms.p99 &lt; 0");
  }

  @Test
  void latencyContainsTheServersDelay() throws IOException {
    try (BroadcastServer server = BroadcastServer.start(0, 1, Duration.ofMillis(300))) {
      cli.delivered(broadcast(server));
    }

    assertThat(summary().path("delivery_ms").path("p50").asDouble()).isGreaterThanOrEqualTo(300);
  }
}
