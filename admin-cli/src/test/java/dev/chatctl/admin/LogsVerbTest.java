package dev.chatctl.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.chatctl.core.json.Json;
import dev.chatctl.core.json.JsonFormatException;
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

  @Test
  void knowsNoLogsOfAnUnknownFunction() {
    var logs = terminal.run("logs", "nonsense", "--local");

    assertThat(logs.exitCode()).isEqualTo(3);
    assertThat(logs.err()).contains("no function or log group nonsense", "connect");
  }
}
