package dev.chatctl.admin;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.chatctl.cli.TestTerminal;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What the verbs print in each format, pinned; what differs from run to run is replaced by a word,
 * and columns are one space apart.
 */
@SuppressWarnings("try") // people matter by being connected
class OutputsTest {
  private static final List<String> FORMATS =
      List.of("table", "wide", "json", "ndjson", "csv", "tsv", "yaml", "name");

  @TempDir Path home;

  @Test
  void printsRowsInEachFormat() throws Exception {
    TestTerminal terminal = Chat.terminal(home);
    try (var ann = Chat.join("golden", "ann")) {
      terminal.run("chat", "--local", "--room", "golden", "--name", "bob", "-x", "hi");
      await()
          .until(
              () ->
                  terminal
                          .run("list", "--local", "--room", "golden", "-o", "name")
                          .out()
                          .lines()
                          .count()
                      == 1);
      await()
          .until(() -> !terminal.run("history", "--local", "golden", "-o", "name").out().isEmpty());
      String id = terminal.run("list", "--local", "--room", "golden", "-o", "name").out().strip();
      terminal.run("context", "add", "prod", "--set", "region=eu-west-1");
      Map<String, String> commands =
          Map.ofEntries(
              entry("broadcast", "broadcast --local --room golden --yes news"),
              entry("context-list", "context list"),
              entry("context-show", "context show --context prod"),
              entry("doctor", "doctor --local"),
              entry("get", "get --local " + id),
              entry("history", "history --local golden"),
              entry("kick", "kick --local --room golden --dry-run"),
              entry("logs", "logs --local " + logGroup()),
              entry("post", "post --local " + id + " hello"),
              entry("prune", "prune --local --room golden"),
              entry("sessions", "sessions --local --room golden --name ann"),
              // Other tests are connected as well: of the chat as a whole only the names are known.
              entry("stats", "stats --local --top 0"),
              entry("who", "who --local golden"));
      for (Map.Entry<String, String> command : commands.entrySet()) {
        String printed = inEachFormat(terminal, command.getValue());
        if (command.getKey().equals("stats")) {
          printed = printed.replaceAll("\\b\\d+\\b", "COUNT");
        } else if (command.getKey().equals("broadcast")) {
          printed = withoutMeasurements(printed);
        }
        assertThat(printed).isEqualTo(Golden.of("rows-" + command.getKey(), printed));
      }
    }
  }

  /** A log group with one line of each kind. */
  private static String logGroup() throws Exception {
    Chat.logs("CreateLogGroup", "{\"logGroupName\":\"/golden/log\"}");
    Chat.logs("CreateLogStream", "{\"logGroupName\":\"/golden/log\",\"logStreamName\":\"stream\"}");
    long now = System.currentTimeMillis();
    Chat.logs(
        "PutLogEvents",
        """
        {"logGroupName": "/golden/log", "logStreamName": "stream", "logEvents": [
          {"timestamp": %d, "message": "plain, with \\"quotes\\" and\\ttabs\\n"},
          {"timestamp": %d, "message": "{\\"level\\": \\"INFO\\"}"}]}
        """
            .formatted(now - 1, now));
    return "/golden/log";
  }

  private static String inEachFormat(TestTerminal terminal, String command) {
    var printed = new StringBuilder();
    for (String format : FORMATS) {
      var result = terminal.run((command + " -q -o " + format).split(" "));
      assertThat(result.exitCode()).as(command + ": " + result.err()).isZero();
      printed.append("== ").append(format).append('\n').append(result.out());
    }
    return withoutChance(printed.toString());
  }

  /** A measured number may also be a whole one. */
  private static String withoutMeasurements(String printed) {
    String value = "[^,\\s}]+";
    return printed
        .replaceAll("((?:seconds|posts_per_second|p50_ms|p99_ms)\"? ?[: ] ?)" + value, "$1NUMBER")
        .replaceAll(
            "(?m)^((?:\\d+([,\t])){5})" + (value + "\\2").repeat(3) + value + "$",
            "$1NUMBER$2NUMBER$2NUMBER$2NUMBER");
  }

  private static String withoutChance(String printed) {
    return printed
        .replaceAll("\\d{4}-\\d\\d-\\d\\dT[0-9:.]+Z", "TIME")
        .replaceAll("127\\.0\\.0\\.1:\\d+", "HOST")
        .replaceAll("Java-http-client/[0-9.]+", "AGENT")
        .replaceAll("(?<=[ \"\t,:])\\d+\\.\\d+(?=[,\\s}])", "NUMBER")
        .replaceAll("[A-Za-z0-9_-]{11,24}={1,2}", "ID")
        .replaceAll("\\b01[0-9A-Z]{24}\\b", "MESSAGE")
        .replaceAll("\\b\\d{16}\\b", "SEQUENCE")
        .replaceAll("\\b\\d{56}\\b", "EVENT")
        .replaceAll("\\d+ s off", "SECONDS s off")
        .replaceAll("(?<=\\S) {2,}(?=\\S)", " ")
        .replaceAll("(?m) +$", "");
  }
}
