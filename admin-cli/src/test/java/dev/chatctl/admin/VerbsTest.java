package dev.chatctl.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.chatctl.core.json.Json;
import dev.chatctl.core.json.JsonFormatException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The verbs over the real local stack, through the real command line. */
@SuppressWarnings("try") // people matter by being connected
class VerbsTest {
  @TempDir Path home;

  private Terminal terminal;
  private final String room = Chat.freshRoom();

  @BeforeEach
  void openTerminal() throws Exception {
    terminal = Chat.terminal(home);
  }

  @Test
  void listsWhoIsConnected() throws Exception {
    try (var ann = Chat.join(room, "ann");
        var bob = Chat.join(room, "bob")) {
      var listed = terminal.run("list", "--local", "--room", room, "-o", "ndjson");

      assertThat(listed.exitCode()).isZero();
      assertThat(listed.out().lines())
          .hasSize(2)
          .allSatisfy(
              line ->
                  assertThat(Json.parseObject(line).names())
                      .contains(
                          "schema", "connection_id", "room", "name", "source_ip", "connected_at"));
    }
  }

  @Test
  void filtersSortsAndCutsTheListButCountsAll() throws Exception {
    try (var ann = Chat.join(room, "ann");
        var bob = Chat.join(room, "bob");
        var bot = Chat.join(room, "bot-1")) {
      var listed =
          terminal.run(
              "list",
              "--local",
              "--room",
              room,
              "--not",
              "name~^bot-",
              "--sort",
              "name",
              "-R",
              "--top",
              "1",
              "-o",
              "json");

      var json = Json.parseObject(listed.out());
      assertThat(json.integer("total")).hasValue(2);
      assertThat(listed.out()).contains("\"bob\"").doesNotContain("\"ann\"", "bot-1");
    }
  }

  @Test
  void selectsFromTheDocumentWithAQuery() throws Exception {
    try (var ann = Chat.join(room, "ann")) {
      var names = terminal.run("list", "--local", "--room", room, "--query", "connections[].name");

      assertThat(names.out()).isEqualToIgnoringWhitespace("[\"ann\"]");
    }
  }

  @Test
  void readsBackASnapshot() throws Exception {
    Path file = home.resolve("snapshot");
    try (var ann = Chat.join(room, "ann")) {
      terminal.run("list", "--local", "--room", room, "--snapshot", file.toString());
    }

    var listed = new Terminal(home).run("list", "--from", file.toString(), "-o", "name");

    assertThat(listed.out().lines()).hasSize(1);
  }

  @Test
  void showsBothSidesOfAConnection() throws Exception {
    try (var ann = Chat.join(room, "ann")) {
      var shown = terminal.run("get", id("ann"), "--local", "-o", "json");

      assertThat(shown.exitCode()).isZero();
      var json = Json.parseObject(shown.out());
      assertThat(json.string("state")).contains("live");
      assertThat(json.string("name")).contains("ann");
      assertThat(json.string("gateway_source_ip")).contains("127.0.0.1");
    }
  }

  @Test
  void saysThatAConnectionNeverWas() {
    var shown = terminal.run("get", "nobody=", "--local");

    assertThat(shown.exitCode()).isEqualTo(3);
    assertThat(shown.err()).contains("error: there is no connection nobody=", "hint:");
    assertThat(shown.out()).isEmpty();
  }

  @Test
  void postsATextToOneConnection() throws Exception {
    try (var ann = Chat.join(room, "ann");
        var bob = Chat.join(room, "bob")) {
      var posted = terminal.run("post", id("ann"), "hello <ann>", "--local", "--repeat", "3");

      assertThat(posted.exitCode()).isZero();
      await()
          .untilAsserted(
              () -> assertThat(ann.frames()).filteredOn("hello <ann>"::equals).hasSize(3));
      assertThat(bob.frames()).doesNotContain("hello <ann>");
    }
  }

  @Test
  void tellsGonePostsFromSentOnes() throws Exception {
    try (var ann = Chat.join(room, "ann")) {
      var posted = terminal.run("post", id("ann"), "gbik1K9kzQAYKEilnA==", "hi", "--local");

      assertThat(posted.exitCode()).isEqualTo(5);
      assertThat(posted.out()).containsPattern("gbik1K9kzQAYKEilnA== +gone");
      assertThat(posted.err()).contains("sent 1, gone 1, failed 0");
    }
  }

  @Test
  void refusesABodyThatApiGatewayWouldRefuse() throws Exception {
    Path large = Files.writeString(home.resolve("large"), "x".repeat(131_073));

    var posted = terminal.run("post", "id=", "@" + large, "--local");

    assertThat(posted.exitCode()).isEqualTo(2);
    assertThat(posted.err()).contains("131,073 bytes (expected: <= 131,072)");
  }

  @Test
  void broadcastsToARoom() throws Exception {
    try (var ann = Chat.join(room, "ann");
        var bob = Chat.join(room, "bob")) {
      var sent =
          terminal.run("broadcast", "attention", "--room", room, "--yes", "--local", "-o", "json");

      assertThat(sent.exitCode()).isZero();
      assertThat(Json.parseObject(sent.out()).integer("sent")).hasValue(2);
      await().until(() -> ann.frames().contains("attention") && bob.frames().contains("attention"));
    }
  }

  @Test
  void asksBeforeItKicks() throws Exception {
    try (var ann = Chat.join(room, "ann")) {
      terminal.interactive().typing("n\n");

      var kicked = terminal.run("kick", "--room", room, "--local");

      assertThat(kicked.exitCode()).isZero();
      assertThat(kicked.err()).contains("About to kick 1 connection", "ann in", "Nothing was done");
      assertThat(ann.closeCode()).isEqualTo(-1);
    }
  }

  @Test
  void refusesToKickWhenNobodyCanConfirm() throws Exception {
    try (var ann = Chat.join(room, "ann")) {
      var kicked = terminal.run("kick", "--room", room, "--local");

      assertThat(kicked.exitCode()).isEqualTo(2);
      assertThat(kicked.err()).contains("--yes", "--dry-run");
    }
  }

  @Test
  void kicksWithAReason() throws Exception {
    try (var ann = Chat.join(room, "ann")) {
      var kicked =
          terminal.run("kick", "--room", room, "--yes", "--reason", "maintenance", "--local");

      assertThat(kicked.exitCode()).isZero();
      assertThat(kicked.err()).contains("kicked 1, gone 0, failed 0");
      await().until(() -> ann.closeCode() == 1000);
      assertThat(ann.frames()).contains("maintenance");
      await()
          .untilAsserted(
              () ->
                  assertThat(terminal.run("list", "--local", "--room", room, "-o", "name").out())
                      .isEmpty());
    }
  }

  @Test
  void tellsHowFarAKickCameWhenItIsInterrupted() throws Exception {
    try (var ann = Chat.join(room, "ann");
        var bob = Chat.join(room, "bob")) {
      terminal.interrupt().request();

      var kicked = terminal.run("kick", id(new Terminal(home), "ann"), "--local");

      assertThat(kicked.exitCode()).isEqualTo(130);
      assertThat(kicked.err()).contains("kicked 0", "not attempted 1");
    }
  }

  @Test
  void marksTheRowsOfConnectionsThatAreGone() throws Exception {
    try (var ann = Chat.join(room, "ann")) {
      Chat.leaveRow(room, "gbik1K9kzQAYKEilnB==");

      var listed = terminal.run("list", "--local", "--room", room, "--verify", "-o", "ndjson");

      assertThat(listed.out().lines().filter(line -> line.contains("gbik1K9kzQAYKEilnB==")))
          .singleElement()
          .asString()
          .contains("\"state\":\"gone\"");
      assertThat(listed.out().lines().filter(line -> line.contains("\"name\":\"ann\"")))
          .singleElement()
          .asString()
          .contains("\"state\":\"live\"");
    }
  }

  @Test
  void prunesTheRowsOfConnectionsThatAreGone() throws Exception {
    try (var ann = Chat.join(room, "ann")) {
      Chat.leaveRow(room, "gbik1K9kzQAYKEilnC==");

      var shown = terminal.run("prune", "--local", "--room", room, "--dry-run", "-o", "name");
      var pruned = terminal.run("prune", "--local", "--room", room, "-o", "name");

      assertThat(shown.out()).isEqualTo("gbik1K9kzQAYKEilnC==\n");
      assertThat(shown.err()).contains("Would prune 1 of 2 rows.");
      assertThat(pruned.exitCode()).isZero();
      assertThat(pruned.out()).isEqualTo(shown.out());
      assertThat(terminal.run("list", "--local", "--room", room, "-o", "name").out().strip())
          .isEqualTo(id("ann"));
    }
  }

  @Test
  void resumesABroadcastWithThoseWhoHaveNotGotIt() throws Exception {
    try (var ann = Chat.join(room, "ann");
        var bob = Chat.join(room, "bob")) {
      Path done = Files.writeString(home.resolve("done"), id("ann") + "\n");

      var sent =
          terminal.run(
              "broadcast",
              "news",
              "--room",
              room,
              "--yes",
              "--local",
              "-o",
              "json",
              "--resume",
              done.toString());

      assertThat(Json.parseObject(sent.out()).integer("sent")).hasValue(1);
      await().until(() -> bob.frames().contains("news"));
      assertThat(ann.frames()).doesNotContain("news");
      assertThat(Files.readAllLines(done)).containsExactlyInAnyOrder(id("ann"), id("bob"));
    }
  }

  @Test
  void broadcastsToTheLivingAndPrunesTheGone() throws Exception {
    try (var ann = Chat.join(room, "ann")) {
      Chat.leaveRow(room, "gbik1K9kzQAYKEilnD==");

      var sent =
          terminal.run(
              "broadcast", "news", "--room", room, "--yes", "--local", "--prune", "-o", "json");

      assertThat(Json.parseObject(sent.out()).integer("gone")).hasValue(1);
      assertThat(terminal.run("list", "--local", "--room", room, "-o", "name").out().strip())
          .isEqualTo(id("ann"));
    }
  }

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
  void findsTheChatHealthy() {
    var checked = terminal.run("doctor", "--local", "-o", "csv");

    assertThat(checked.exitCode()).as(checked.out()).isZero();
    assertThat(checked.out().lines().skip(1))
        .hasSize(9)
        .allMatch(line -> line.contains(",ok,"), "each check is ok");
  }

  @Test
  void showsTheHistoryOfARoom() throws Exception {
    terminal.run("chat", "--local", "--room", room, "--name", "ann", "-x", "one", "-x", "two");

    var history = terminal.run("history", room, "--local", "-o", "ndjson");
    var since = terminal.run("history", room, "--local", "--since", "1h", "-o", "ndjson");

    assertThat(history.out().lines()).hasSize(2);
    assertThat(since.out()).isEqualTo(history.out());
    assertThat(history.out()).contains("\"message\":\"one\"", "\"name\":\"ann\"");
  }

  @Test
  void showsSessionsUsersAndNumbers() throws Exception {
    try (var ann = Chat.join(room, "ann")) {
      assertThat(terminal.run("sessions", "ann", "--room", room, "--local", "-o", "name").out())
          .isEqualToIgnoringWhitespace(id("ann"));
      assertThat(terminal.run("who", room, "--local").out()).containsPattern("ann +" + room);
      assertThat(terminal.run("stats", "--local", "-o", "csv").out())
          .startsWith("group,key,value\n")
          .contains("total,connections,");
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
                assertThat(logs.out().lines().map(VerbsTest::timestamp)).isSorted();
              });
    }
  }

  @Test
  void knowsNoLogsOfAnUnknownFunction() {
    var logs = terminal.run("logs", "nonsense", "--local");

    assertThat(logs.exitCode()).isEqualTo(3);
    assertThat(logs.err()).contains("no function or log group nonsense", "connect");
  }

  @Test
  void playsTheScriptedConversation() {
    var played = terminal.run("demo", "chat", "--local", "--pause", "10ms");

    assertThat(played.exitCode()).as(played.err()).isZero();
    assertThat(played.out())
        .contains("< DemoDude: Hey everyone!", "< DemoDude: Bye!")
        .contains("> Bill got message: DemoDude: Bye!", "> Steve got message: DemoDude: Bye!");
  }

  @Test
  void chatsFromAPipe() throws Exception {
    try (var bob = Chat.join(room, "bob")) {
      var said =
          terminal
              .typing("hello\n/users\n")
              .run("chat", "--local", "--room", room, "--name", "ann");

      assertThat(said.exitCode()).isZero();
      assertThat(said.out()).contains("ann: hello", "* here: ann, bob");
      await().until(() -> bob.frames().stream().anyMatch(frame -> frame.contains("hello")));
    }
  }

  private static String timestamp(String line) {
    try {
      return Json.parseObject(line).require("timestamp");
    } catch (JsonFormatException e) {
      throw new AssertionError(line, e);
    }
  }

  private String id(String name) throws Exception {
    return id(terminal, name);
  }

  private String id(Terminal at, String name) throws Exception {
    Chat.terminal(home);
    return at.run("list", "--local", "--room", room, "--user", name, "-o", "name").out().strip();
  }
}
