package dev.chatctl.loadtest.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.chatctl.cli.ExitCode;
import dev.chatctl.loadtest.calibration.BroadcastServer;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What all verbs of chatctl share, where it is the load test's. */
class CommonOptionsTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private Path folder;
  private final Cli cli = new Cli();

  private int run(String scenario, Object... more) {
    try (BroadcastServer server = BroadcastServer.start(0, 1, Duration.ZERO)) {
      List<Object> args = new ArrayList<>(List.of("loadtest", scenario, "--url", server.url()));
      args.addAll(List.of("--out", folder, "--clients", 5, "--warm-up", 1, "--linger", "200ms"));
      args.addAll(List.of(more));
      return cli.run(args.toArray());
    }
  }

  private JsonNode written() throws IOException {
    return JSON.readTree(folder.resolve("summary.json").toFile());
  }

  @Test
  void jsonIsTheSummaryAndNothingElse() throws IOException {
    int exit = run("broadcast", "-o", "json", "--messages", 3, "--slo", "lost = 0");

    cli.delivered(exit);
    JsonNode printed = JSON.readTree(cli.out());
    assertThat(printed.path("received").asInt()).isEqualTo(15);
    assertThat(printed.at("/slo/1/passed").asBoolean()).isTrue();
    // A number without a fraction is printed without.
    assertThat(written().equals(CommonOptionsTest::compare, printed)).as(cli.out()).isTrue();
    assertThat(cli.err()).contains("report         " + folder);
  }

  private static int compare(JsonNode a, JsonNode b) {
    return a.isNumber() && b.isNumber()
        ? Double.compare(a.doubleValue(), b.doubleValue())
        : a.equals(b) ? 0 : 1;
  }

  @Test
  void quietTellsNothingBesides() {
    cli.delivered(run("broadcast", "-q", "-o", "json", "--messages", 3));

    assertThat(cli.err()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"--no-input", "--debug", "--color=never", "--timeout=10m"})
  void theOthersAreTaken(String option) {
    cli.delivered(run("broadcast", option, "--messages", 3));
  }

  @Test
  void timeoutEndsARunThatTellsWhatItHas() throws IOException {
    int exit = run("broadcast", "--timeout", "5s", "--rate", "10:10m", "-o", "json");

    assertThat(exit).as(cli.err()).isEqualTo(ExitCode.TIMEOUT.code());
    assertThat(cli.err()).contains("error: --timeout passed");
    assertThat(JSON.readTree(cli.out()).path("complete").asBoolean(true)).isFalse();
    assertThat(written().path("stopped").asText()).isEqualTo("interrupted");
    assertThat(folder.resolve("report.html")).exists();
  }

  @ParameterizedTest
  @CsvSource({
    "--deadline, 30s, 30000",
    "--deadline, 1m30s, 90000",
    "--deadline, 30, 30000",
  })
  void aLengthOfTimeIsOneEverywhere(String option, String length, long millis) throws IOException {
    cli.delivered(run("soak", option, length, "--keep-alive", "5m", "--rate", "10:500ms"));

    assertThat(JSON.readTree(folder.resolve("run.json").toFile()).path("deadlineMillis").asLong())
        .isEqualTo(millis);
  }

  @ParameterizedTest
  @CsvSource({
    "--deadline, 30x, '--deadline', 'expected: such as 500ms'",
    "--deadline, 11m, '--deadline: 11m', '(expected: 1s..10m)'",
    "--keep-alive, 500ms, '--keep-alive: 500ms', '(expected: 0s, or >= 1s)'",
  })
  void aLengthThatIsNoneIsNamedWithTheRule(String option, String length, String name, String rule) {
    assertThat(run("soak", option, length)).isEqualTo(ExitCode.USAGE.code());

    assertThat(cli.err()).contains(name, rule, length);
  }

  @Test
  void aTypoIsAnsweredWithAGuess() {
    assertThat(cli.run("loadtest", "broadcast", "--clientz", 3)).isEqualTo(ExitCode.USAGE.code());

    assertThat(cli.err()).contains("--clientz").contains("did you mean --clients");
  }
}
