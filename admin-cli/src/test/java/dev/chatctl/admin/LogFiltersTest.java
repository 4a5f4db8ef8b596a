package dev.chatctl.admin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatctl.cli.TestTerminal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which lines the options of {@code logs} choose, and how they show them. */
class LogFiltersTest {
  private static final String GROUP = "/filters/log";

  @TempDir Path home;
  private TestTerminal terminal;

  @BeforeAll
  static void write() throws Exception {
    Chat.logs("CreateLogGroup", "{\"logGroupName\":\"%s\"}".formatted(GROUP));
    Chat.logs(
        "CreateLogStream", "{\"logGroupName\":\"%s\",\"logStreamName\":\"s\"}".formatted(GROUP));
    long now = System.currentTimeMillis();
    Chat.logs(
        "PutLogEvents",
        """
        {"logGroupName": "%s", "logStreamName": "s", "logEvents": [
          {"timestamp": %d, "message": "WARN an old one"},
          {"timestamp": %d, "message": "START RequestId: 1 Version: $LATEST"},
          {"timestamp": %d, "message": "INFO hello ann"},
          {"timestamp": %d, "message": "{\\"level\\":\\"ERROR\\",\\"text\\":\\"no bob\\"}"},
          {"timestamp": %d, "message": "{\\"level\\":\\"DEBUG\\",\\"text\\":\\"no error\\"}"},
          {"timestamp": %d, "message": "REPORT RequestId: 1\\tDuration: 2.00 ms"}]}
        """
            .formatted(GROUP, now - 7_200_000, now - 5, now - 4, now - 3, now - 2, now - 1));
  }

  @BeforeEach
  void open() throws Exception {
    terminal = Chat.terminal(home);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          --no-reports                    | INFO, ERROR, DEBUG
          --pattern ann                   | INFO
          --pattern ?ann ?bob             | INFO, ERROR
          --pattern { $.level = "ERROR" } | ERROR
          -i RequestId                    | START, REPORT
          -i ann -i bob                   | INFO, ERROR
          -e RequestId -e bob             | INFO, DEBUG
          --level info                    | INFO
          --level error                   | ERROR
          --level debug                   | DEBUG
          --since 3h --level warn         | WARN
          --since 3h --until 1h           | WARN
          --level warn                    |
          """)
  void chooseLines(String options, String expected) {
    String[] words = options.split(" ", 2);
    String[] more = words.length > 1 && words[0].equals("--pattern") ? words : options.split(" ");
    var command = new ArrayList<>(List.of("tail", GROUP, "--local", "--raw"));
    command.addAll(List.of(more));

    var shown = terminal.run(command.toArray(String[]::new));

    assertThat(shown.exitCode()).as(shown.err()).isZero();
    assertThat(shown.out().lines().map(LogFiltersTest::kind))
        .containsExactly(expected == null ? new String[0] : expected.split(", "));
  }

  private static String kind(String line) {
    return line.replaceFirst("^\\W*(?:level\\W+)?(\\w+).*", "$1");
  }

  @Test
  void markWhatMatchesAndFoldTheReport() {
    var shown = terminal.run("logs", GROUP, "--local", "-H", "ann", "--color", "always");

    assertThat(shown.out()).containsPattern("hello \u001b\\[[0-9;]+mann\u001b\\[");
    assertThat(shown.out()).doesNotContain("START RequestId");
  }

  @Test
  void markTextOnceHoweverManyPatternsFindIt() {
    var shown =
        terminal.run(
            "logs", GROUP, "--local", "-i", "ann", "-H", "hello", "-H", "lo a|7m", "--color",
            "always");

    assertThat(shown.out()).contains("INFO \u001b[7mhello a\u001b[0mnn\n");
  }

  @Test
  void showTimesOfAZone() {
    assertThat(
            terminal
                .run("logs", GROUP, "--local", "-i", "ann", "--timezone", "+05:30", "--full")
                .out())
        .containsPattern("^\\d{4}-\\d\\d-\\d\\dT[0-9:.]{12}\\+05:30 /filters/log INFO hello ann");
  }

  @Test
  void refuseTwoPatternsForCloudWatch() {
    var refused = terminal.run("logs", GROUP, "--local", "--pattern", "x", "--connection", "y=");

    assertThat(refused.exitCode()).isEqualTo(2);
    assertThat(refused.err()).contains("CloudWatch takes one pattern", "hint: --include");
  }
}
