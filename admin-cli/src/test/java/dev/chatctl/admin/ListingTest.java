package dev.chatctl.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.chatctl.cli.TestTerminal;
import dev.chatctl.core.json.Json;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Who is connected, by the verbs that ask: over the real local stack. */
@SuppressWarnings("try") // people matter by being connected
class ListingTest extends RoomTest {
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

    var listed =
        new TestTerminal(home, Admin::run).run("list", "--from", file.toString(), "-o", "name");

    assertThat(listed.out().lines()).hasSize(1);
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
  void listsTheIdleAndTheGone() throws Exception {
    try (var ann = Chat.join(room, "ann")) {
      await().until(() -> !ids().isEmpty());
      String live = ids();
      Chat.leaveRow(room, "gbik1K9kzQAYKEilnY==");

      assertThat(listed("--state", "gone")).isEqualTo("gbik1K9kzQAYKEilnY==");
      assertThat(listed("--state", "live")).isEqualTo(live);
      assertThat(listed("--idle-for", "1h")).isEmpty();
      await().untilAsserted(() -> assertThat(listed("--idle-for", "100ms")).isEqualTo(live));
    }
  }

  private String listed(String option, String value) {
    return terminal
        .run("list", "--local", "--room", room, "-o", "name", option, value)
        .out()
        .strip();
  }

  @Test
  void showsBothSidesOfAConnection() throws Exception {
    try (var ann = Chat.join(room, "ann")) {
      var shown = terminal.run("get", Chat.id(terminal, room, "ann"), "--local", "-o", "json");

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
  void showsSessionsUsersAndNumbers() throws Exception {
    try (var ann = Chat.join(room, "ann")) {
      assertThat(
              terminal
                  .run("sessions", "--name", "ann", "--room", room, "--local", "-o", "name")
                  .out())
          .isEqualToIgnoringWhitespace(Chat.id(terminal, room, "ann"));
      assertThat(terminal.run("who", room, "--local").out()).containsPattern("ann +- +" + room);
      assertThat(terminal.run("stats", "--local", "-o", "csv").out())
          .startsWith("group,key,value\n")
          .contains("total,connections,");
    }
  }
}
