package dev.chatctl.loadtest.simulation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.chatctl.loadtest.calibration.BroadcastServer;
import io.gatling.app.Gatling$;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The simulations as the goal gatling:test starts them, by their class names. */
class SimulationsTest {
  private static final String ARGUMENTS = "loadtest.args";

  @TempDir private Path folder;
  private final PrintStream terminal = System.out;
  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

  @BeforeEach
  void listen() {
    System.setOut(new PrintStream(printed, true, UTF_8));
  }

  @AfterEach
  void forget() {
    System.setOut(terminal);
    System.clearProperty(ARGUMENTS);
  }

  @ParameterizedTest
  @CsvSource({
    "Broadcast, --deadline=10 --messages=10 --rate=20",
    "Chatter, --deadline=10 --messages=20 --rate=20 --rooms=1",
    "Soak, --deadline=10 --rate=10:1s --keep-alive=1",
    "ReconnectStorm, --deadline=2 --rate=10:2s --storm-at=0.5 --storm-rate=50",
    "History, --deadline=10 --messages=10 --rate=10 --readers=2 --read-rate=10",
    "MixedDialects, --deadline=10 --messages=10 --rate=20",
  })
  void leaveResultsAndAnExitCode(String name, String options) throws IOException {
    String simulation = getClass().getPackageName() + "." + name + "Simulation";
    int exit;
    try (BroadcastServer server = BroadcastServer.start(0, 1, Duration.ZERO)) {
      System.setProperty(
          ARGUMENTS,
          "--url=%s --clients=10 --linger=200ms --warm-up=2 --out=%s %s"
              .formatted(server.url(), folder, options));

      String results = folder.resolve("gatling").toString();
      String[] gatling = {"--simulation", simulation, "--no-reports", "--results-folder", results};
      exit = exitCode(gatling);
    }

    JsonNode summary = new ObjectMapper().readTree(folder.resolve("summary.json").toFile());
    assertThat(summary.path("flawless").asBoolean()).isTrue();
    assertThat(exit).isEqualTo(summary.path("valid").asBoolean() ? 0 : 7);
    assertThat(folder.resolve("report.html")).exists();
    assertThat(printed.toString(UTF_8))
        .containsPattern("every delivery arrived, none twice within|NOT VALID");
  }

  /** 7 where this machine has spoiled what was measured. */
  private static int exitCode(String[] gatling) {
    try {
      return Gatling$.MODULE$.fromArgs(gatling);
    } catch (IllegalStateException e) {
      assertThat(e).hasMessageEndingWith("ended with exit code 7");
      return 7;
    }
  }

  @Test
  void failWithAnObjectiveThatIsMissed() {
    assertThatThrownBy(() -> run("--clients=5 --warm-up=0 --messages=5 --rate=50 --slo=messages>5"))
        .hasMessageEndingWith("ended with exit code 5");
    assertThat(printed.toString(UTF_8)).contains("MISSED         messages > 5: 5");
  }

  @Test
  void saysWhatIsForTheCommandLineAlone() {
    assertThatThrownBy(() -> run("--clients=5 --shards=2"))
        .rootCause()
        .hasMessageContaining("--shards, --repeat, --gatling-report (expected: none of them");
  }

  private int run(String options) {
    try (BroadcastServer server = BroadcastServer.start(0, 1, Duration.ZERO)) {
      System.setProperty(
          ARGUMENTS,
          "--url=%s --linger=200ms --out=%s %s".formatted(server.url(), folder, options));
      return Gatling$.MODULE$.fromArgs(
          new String[] {
            "--simulation",
            BroadcastSimulation.class.getName(),
            "--no-reports",
            "--results-folder",
            folder.resolve("gatling").toString()
          });
    }
  }
}
