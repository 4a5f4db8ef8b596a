package dev.chatctl.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.chatctl.cli.ExitCode;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where {@code post} takes what it sends, and whom it sends it to. */
@SuppressWarnings("try") // people matter by being connected
class PostingTest extends RoomTest {
  private static void awaitFrame(Chat.Person person, String text) {
    await().until(() -> person.frames().contains(text));
  }

  @Test
  void postsATextToOneConnection() throws Exception {
    try (var ann = Chat.join(room, "ann");
        var bob = Chat.join(room, "bob")) {
      var posted =
          terminal.run(
              "post", Chat.id(terminal, room, "ann"), "hello <ann>", "--local", "--repeat", "3");

      assertThat(posted.exitCode()).isZero();
      await()
          .untilAsserted(
              () -> assertThat(ann.frames()).filteredOn("hello <ann>"::equals).hasSize(3));
      assertThat(bob.frames()).doesNotContain("hello <ann>");
    }
  }

  /** API Gateway's alphabet has the dash: no id is an option. */
  @ParameterizedTest
  @ValueSource(strings = {"-mrjAJwToGnXs5RB3w==", "--pjAJwToGnXs5RB3w==", "-brikqivWQAYKEg="})
  void takesIdsThatBeginWithADash(String id) {
    var posted = terminal.run("post", id, "-orjAJwToGnXs5RB3w==", "hi", "--local");
    assertThat(posted.exitCode()).as(posted.err()).isEqualTo(ExitCode.NOT_FOUND.code());
    assertThat(posted.out()).containsPattern(id + " +gone");

    var asked = terminal.run("get", "--local", id);
    assertThat(asked.exitCode()).as(asked.err()).isEqualTo(ExitCode.NOT_FOUND.code());
    assertThat(asked.err()).contains(id).doesNotContain("\0");

    var misused = terminal.run("list", "--local", id);
    assertThat(misused.exitCode()).isEqualTo(ExitCode.USAGE.code());
    assertThat(misused.err()).contains("'" + id + "'");
  }

  @Test
  void tellsGonePostsFromSentOnes() throws Exception {
    try (var ann = Chat.join(room, "ann")) {
      var posted =
          terminal.run(
              "post", Chat.id(terminal, room, "ann"), "gbik1K9kzQAYKEilnA==", "hi", "--local");

      assertThat(posted.exitCode()).isEqualTo(5);
      assertThat(posted.out()).containsPattern("gbik1K9kzQAYKEilnA== +gone");
      assertThat(posted.err()).contains("sent 1, gone 1, failed 0");
    }
  }

  @Test
  void sendsAFile() throws Exception {
    Path file = Files.writeString(home.resolve("body"), "from a 'file'\n # of two lines\n");
    try (var ann = Chat.join(room, "ann")) {
      var posted = terminal.run("post", ids(), "@" + file, "--local");
      assertThat(posted.exitCode()).as(posted.out() + posted.err()).isZero();
      awaitFrame(ann, "from a 'file'\n # of two lines\n");
    }
  }

  @Test
  void sendsStandardInput() throws Exception {
    try (var ann = Chat.join(room, "ann")) {
      assertThat(terminal.typing("from a pipe").run("post", ids(), "-", "--local").exitCode())
          .isZero();
      awaitFrame(ann, "from a pipe");
    }
  }

  @Test
  void sendsAnObjectToTheIdsThatItReads() throws Exception {
    try (var ann = Chat.join(room, "ann");
        var bob = Chat.join(room, "bob")) {
      var posted =
          terminal
              .typing(ids() + "\n")
              .run(
                  "post",
                  "--from-stdin-ids",
                  "--json",
                  "type=notice",
                  "--json",
                  "text=a \"word\"",
                  "--local");

      assertThat(posted.exitCode()).as(posted.err()).isZero();
      awaitFrame(ann, "{\"type\":\"notice\",\"text\":\"a \\\"word\\\"\"}");
      awaitFrame(bob, "{\"type\":\"notice\",\"text\":\"a \\\"word\\\"\"}");
    }
  }

  @Test
  void repeats() throws Exception {
    try (var ann = Chat.join(room, "ann")) {
      var posted =
          terminal.run("post", ids(), "tick", "--repeat", "3", "--rate", "20/s", "--local");

      assertThat(posted.err()).contains("sent 3, gone 0, failed 0");
      await().until(() -> ann.frames().stream().filter("tick"::equals).count() == 3);
    }
  }

  @Test
  void saysThatABodyFileCannotBeRead() throws Exception {
    var posted = terminal.run("post", "a=", "@" + home.resolve("absent"), "--local");

    assertThat(posted.exitCode()).isEqualTo(2);
    assertThat(posted.err()).contains("error: body: ", "cannot be read", "hint: @FILE");
  }

  @Test
  void refusesABodyThatApiGatewayWouldRefuse() throws Exception {
    Path large = Files.writeString(home.resolve("large"), "x".repeat(131_073));

    var posted = terminal.run("post", "id=", "@" + large, "--local");

    assertThat(posted.exitCode()).isEqualTo(2);
    assertThat(posted.err()).contains("131,073 bytes (expected: <= 131,072)");
  }
}
