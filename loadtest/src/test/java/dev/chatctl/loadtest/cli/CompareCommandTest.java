package dev.chatctl.loadtest.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.chatctl.cli.ExitCode;
import dev.chatctl.loadtest.calibration.BroadcastServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code --repeat} and {@code compare}. */
class CompareCommandTest {
  @TempDir private Path folder;
  private final Cli cli = new Cli();

  private int measure(BroadcastServer server, Path out, int clients, int times) {
    return cli.run(
        "loadtest",
        "broadcast",
        "--url",
        server.url(),
        "--out",
        out,
        "--clients",
        clients,
        "--messages",
        10,
        "--rate",
        50,
        "--warm-up",
        2,
        "--linger",
        "100ms",
        "--repeat",
        times);
  }

  /** A busy machine makes runs that are not valid, which are not to be compared. */
  private static void declareValid(Path run) throws IOException {
    Path manifest = run.resolve("run.json");
    Files.writeString(
        manifest,
        Files.readString(manifest).replaceFirst("\"cpuShare\" : [0-9.E-]+", "\"cpuShare\" : 0.1"));
    Path log = run.resolve("delivery.hlog");
    Files.writeString(log, Files.readString(log).replaceAll("(?m)^Tag=paused.*\\n", ""));
  }

  @Test
  void tellsWhatChangedBetweenRunsThatWereRepeated() throws IOException {
    Path base = folder.resolve("base");
    Path candidate = folder.resolve("new");
    try (BroadcastServer quick = BroadcastServer.start(0, 1, Duration.ZERO);
        BroadcastServer slow = BroadcastServer.start(0, 1, Duration.ofMillis(200))) {
      assertThat(measure(quick, base, 5, 2)).as(cli.err()).isIn(Cli.DELIVERED);
      assertThat(measure(slow, candidate, 5, 2)).as(cli.err()).isIn(Cli.DELIVERED);
    }
    for (Path side : new Path[] {base, candidate}) {
      declareValid(side.resolve("run-1"));
      declareValid(side.resolve("run-2"));
    }

    Cli compare = new Cli();
    int exit = compare.run("loadtest", "compare", "--base", base, "--new", candidate, "-o", "json");

    assertThat(exit).as(compare.err()).isZero();
    JsonNode changes = new ObjectMapper().readTree(compare.out()).path("changes");
    assertThat(changes.findValuesAsText("metric"))
        .containsExactly(
            "time to last p50",
            "time to last p99",
            "time to first p50",
            "delivery p50",
            "delivery p99");
    assertThat(changes.get(0).path("basis").asText()).isEqualTo("2 and 2 runs");
    assertThat(changes.get(0).path("new_ms").asDouble()).isGreaterThan(200);
    assertThat(changes.get(0).path("change_percent").asDouble()).isPositive();
  }

  @Test
  void refusesWhatCannotBeCompared() throws IOException {
    Path few = folder.resolve("few");
    Path more = folder.resolve("more");
    try (BroadcastServer server = BroadcastServer.start(0, 1, Duration.ZERO)) {
      assertThat(measure(server, few, 3, 1)).isIn(Cli.DELIVERED);
      assertThat(measure(server, more, 4, 1)).isIn(Cli.DELIVERED);
    }
    declareValid(few);
    declareValid(more);

    assertThat(refusal(few, more))
        .isEqualTo("error: --base, --new: clients: 3 and 4 (expected: runs of the same plan)");
    assertThat(refusal(few, folder.resolve("nowhere")))
        .endsWith("nowhere: no results (expected: a folder with run.json)");
    Path manifest = few.resolve("run.json");
    String text = Files.readString(manifest);
    Files.writeString(
        manifest, text.replaceFirst("\"cpuShare\" : [0-9.E-]+", "\"cpuShare\" : 0.9"));
    assertThat(refusal(few, more)).contains("few: not valid: ", "generator CPU: 90 %");
    Files.writeString(manifest, text.replace("\"stopped\" : null", "\"stopped\" : \"why\""));
    assertThat(refusal(few, more)).contains("few: incomplete: why (expected: runs that are");
  }

  private static String refusal(Path base, Path candidate) {
    Cli cli = new Cli();
    assertThat(cli.run("loadtest", "compare", "--base", base, "--new", candidate))
        .isEqualTo(ExitCode.USAGE.code());
    return cli.err().strip();
  }
}
