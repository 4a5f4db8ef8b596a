package dev.chatctl.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.chatctl.cli.HostileTexts;
import dev.chatctl.cli.PrintableText;
import dev.chatctl.core.json.Json;
import dev.chatctl.core.json.JsonFormatException;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What the functions of the local stack have logged. */
@SuppressWarnings("try") // people matter by being connected
class LogsVerbTest extends RoomTest {
  @Test
  void findsAllLinesOfOneRequest() throws Exception {
    try (var ann = Chat.join(room, "ann")) {
      await()
          .untilAsserted(
              () -> {
                var all = terminal.run("logs", "connect", "--local", "--raw");
                String start =
                    all.out().lines().filter(l -> l.startsWith("START")).findFirst().orElse("");
                assertThat(start).startsWith("START RequestId: ");
                String request = start.split(" ", 4)[2];

                var one =
                    terminal.run("logs", "connect", "--local", "--raw", "--request-id", request);

                assertThat(one.out()).contains("START RequestId: " + request, "END", "REPORT");
                assertThat(one.out().lines()).allMatch(line -> line.contains(request));
              });
    }
  }

  @Test
  void showsTheLogsOfAllFunctionsInOrderOfTime() throws Exception {
    try (var ann = Chat.join(room, "ann")) {
      await()
          .untilAsserted(
              () -> {
                var logs = terminal.run("logs", "connect", "disconnect", "--local", "-o", "ndjson");
                assertThat(logs.exitCode()).isZero();
                assertThat(logs.out()).contains("START RequestId: ", "REPORT RequestId: ");
                assertThat(logs.out().lines().map(LogsVerbTest::timestamp)).isSorted();
              });
    }
  }

  private static String timestamp(String line) {
    try {
      return Json.parseObject(line).require("timestamp");
    } catch (JsonFormatException e) {
      throw new AssertionError(line, e);
    }
  }

  /** A client chooses its user agent and its close reason, which are logged. */
  @Test
  void showsNothingATerminalObeys() throws Exception {
    Chat.logs("CreateLogGroup", "{\"logGroupName\":\"/hostile\"}");
    Chat.logs("CreateLogStream", "{\"logGroupName\":\"/hostile\",\"logStreamName\":\"s\"}");
    String events =
        HostileTexts.ALL.stream()
            .filter(text -> !text.isEmpty())
            .map(PrintableText::json)
            .map(
                text ->
                    "{\"timestamp\":" + System.currentTimeMillis() + ",\"message\":" + text + "}")
            .collect(Collectors.joining(","));
    Chat.logs(
        "PutLogEvents",
        "{\"logGroupName\":\"/hostile\",\"logStreamName\":\"s\",\"logEvents\":[" + events + "]}");
    terminal.interactive();
    for (String how : List.of("-o table", "-o json", "-o yaml", "-o csv", "-o tsv", "--raw")) {
      var logs = terminal.run(("logs /hostile --local --color never --since 1h " + how).split(" "));
      assertThat(logs.out()).as(logs.err()).contains("cmd|");
      assertThat(HostileTexts.obeyed(logs.out(), !how.equals("--raw"))).as(how).isEmpty();
    }
  }

  @Test
  void knowsNoLogsOfAnUnknownFunction() {
    var logs = terminal.run("logs", "nonsense", "--local");

    assertThat(logs.exitCode()).isEqualTo(3);
    assertThat(logs.err()).contains("no function or log group nonsense", "connect");
  }
}
