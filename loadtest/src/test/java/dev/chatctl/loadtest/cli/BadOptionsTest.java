package dev.chatctl.loadtest.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatctl.cli.ExitCode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is wrong with a command, told before anything starts. */
class BadOptionsTest {
  @TempDir private Path folder;
  private final Cli cli = new Cli();

  @Test
  void saysAllThatIsWrongBeforeAnythingStarts() {
    int exit =
        cli.run(
            "loadtest",
            "broadcast",
            "--url",
            "ws://127.0.0.1:1/",
            "--out",
            folder.resolve("new"),
            "--clients",
            0,
            "--messages",
            -1,
            "--rate",
            0);

    assertThat(exit).isEqualTo(ExitCode.USAGE.code());
    assertThat(cli.err().lines())
        .containsExactly(
            "error: --clients: 0 (expected: >= 1)",
            "error: --rate: 0 (expected: > 0, such as 5, 0.5/s or 5:30s,20:1m)",
            "error: --messages: -1 (expected: >= 1)");
    assertThat(folder.resolve("new")).doesNotExist();
  }

  @Test
  void namesTheOptionThatIsNoNumber() {
    assertThat(cli.run("loadtest", "broadcast", "--url", "ws://x", "--clients", "many"))
        .isEqualTo(ExitCode.USAGE.code());
    assertThat(cli.err()).contains("--clients").contains("many").doesNotContain("\tat ");
  }

  @Test
  void namesWhatAShardOnItsOwnStillNeeds() {
    assertThat(cli.run("loadtest", "broadcast", "--url", "ws://127.0.0.1:1/", "--shard", "2/3"))
        .isEqualTo(ExitCode.USAGE.code());
    assertThat(cli.err().lines())
        .containsExactly(
            "error: --start-at: absent (expected: a time, with --shard)",
            "error: --run-id: absent (expected: the same for all shards)");
  }

  @Test
  void refusesAPlaceForMetricsThatIsNone() {
    int exit =
        cli.run(
            "loadtest", "broadcast", "--url", "ws://127.0.0.1:1/", "--metrics", "localhost:1/x");

    assertThat(exit).isEqualTo(ExitCode.USAGE.code());
    assertThat(cli.err().lines())
        .containsExactly(
            "error: --metrics: localhost:1/x (expected: http://HOST... or https://HOST...)");
  }

  @Test
  void saysHowManyListenersTheOpenFileLimitAllows() {
    int exit =
        cli.run("loadtest", "broadcast", "--url", "ws://127.0.0.1:1/", "--clients", 2_000_000_000);

    assertThat(exit).isEqualTo(ExitCode.USAGE.code());
    assertThat(cli.err()).contains("--clients: 2000000000 (expected: <= ").contains("ulimit -Hn");
  }

  @Test
  void saysThatTheAccountOfSoManyPairsDoesNotFitTheHeap() {
    int exit =
        cli.run(
            "loadtest",
            "broadcast",
            "--url",
            "ws://127.0.0.1:1/",
            "--clients",
            100,
            "--messages",
            2_000_000_000);

    assertThat(exit).isEqualTo(ExitCode.USAGE.code());
    assertThat(cli.err())
        .contains("--clients, --messages: 100 x 2,000,000,000 need some ")
        .contains(" of heap a process (expected: <= ")
        .contains("JAVA_TOOL_OPTIONS=-Xmx");
  }

  @Test
  void saysThatNobodyAnswersAtTheUrl() throws IOException {
    int port;
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = taken.getLocalPort();
    }

    int exit = cli.run("loadtest", "broadcast", "--url", "ws://127.0.0.1:" + port, "--out", folder);

    assertThat(exit).isEqualTo(ExitCode.UNAVAILABLE.code());
    assertThat(cli.err())
        .isEqualToIgnoringNewLines(
            "error: --url: ws://127.0.0.1:%d (expected: a WebSocket endpoint that answers; connection refused)"
                .formatted(port));
  }

  @Test
  void refusesAFolderThatCannotBeWritten() throws IOException {
    Path file = Files.createFile(folder.resolve("file"));

    int exit =
        cli.run("loadtest", "broadcast", "--url", "ws://127.0.0.1:1/", "--out", file.resolve("x"));

    assertThat(exit).isEqualTo(ExitCode.USAGE.code());
    assertThat(cli.err()).startsWith("error: --out: " + file.resolve("x") + " (expected: a ");
    assertThat(cli.err().lines()).hasSize(1);
  }

  @Test
  void saysWhichFolderHoldsNothingToMerge() {
    assertThat(cli.run("loadtest", "merge", folder.resolve("none"), "--into", folder))
        .isEqualTo(ExitCode.USAGE.code());
    assertThat(cli.err())
        .isEqualToIgnoringNewLines(
            "error: %s: no results (expected: a folder with run.json)"
                .formatted(folder.resolve("none")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--slo           | deliver_ratio > 0.9 | did you mean delivery_ratio?",
        "--slo           | lost < 5ms          | lost < 5ms (expected: no unit)",
        "--slo           | time_to_last_ms.p99 < 1h | (expected: no unit, or ms, s, us)",
        "--slo           | baseline.time_to_last_change.high < 0.1 | (expected: a number of",
        "--allow-loss    | 101%                | 101% (expected: 0%..100%, or a whole number)",
        "--allow-cut     | -1                  | -1 (expected: 0%..100%, or a whole number)",
        "--linger        | 2h                  | --linger: 2h (expected: 0s..1h)",
        "--run-id        | ../x                | --run-id: ../x (expected: letters, digits",
        "--run-id        | {{data}}            | --run-id: {{data}} (expected: letters",
        "--run-id        | </title><script>    | --run-id: </title><script> (expected: letters",
        "--repeat        | 0                   | --repeat: 0 (expected: >= 1)",
      })
  void refusesBeforeAnythingStarts(String option, String value, String told) {
    int exit =
        cli.run(
            "loadtest",
            "broadcast",
            "--url",
            "ws://127.0.0.1:1/",
            "--out",
            folder.resolve("new"),
            option.strip() + "=" + value.strip());

    assertThat(exit).isEqualTo(ExitCode.USAGE.code());
    assertThat(cli.err()).contains(told.strip());
    assertThat(cli.err().lines()).hasSizeLessThanOrEqualTo(2);
    assertThat(folder.resolve("new")).doesNotExist();
  }
}
