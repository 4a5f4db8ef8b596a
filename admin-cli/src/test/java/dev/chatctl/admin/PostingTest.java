package dev.chatctl.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.chatctl.cli.ExitCode;
import dev.chatctl.cli.testing.Finished;
import dev.chatctl.cli.testing.JavaCommand;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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

  /** A read of a silent pipe cannot be woken. */
  @ParameterizedTest
  @ValueSource(
      strings = {"post --from-stdin-ids hi", "post nope -", "broadcast --yes -", "kick --all"})
  void heedsTheTimeoutWhileItReads(String words) {
    terminal.interactive().silent();
    try (var ann = Chat.join(room, "ann")) {
      var stopped = terminal.run((words + " --local --timeout 1s").split(" "));

      assertThat(stopped.exitCode()).as(stopped.err()).isEqualTo(ExitCode.TIMEOUT.code());
      assertThat(stopped.err()).containsOnlyOnce("error:").contains(" --timeout passed\n");
      assertThat(ann.closeCode()).isEqualTo(-1);
    }
  }

  @Test
  void theProcessEndsWithItsTimeoutWhileItsInputIsOpen() throws Exception {
    var words = new ArrayList<>(JavaCommand.of(Main.class.getName()));
    words.addAll(List.of("post", "nope", "-", "--local", "--timeout", "1s"));
    var builder = new ProcessBuilder(words); // whose input is a pipe that is never closed
    builder.environment().putAll(terminal.env());

    var stopped = Finished.of(builder);

    assertThat(stopped.exitCode()).as(stopped.output()).isEqualTo(ExitCode.TIMEOUT.code());
    assertThat(stopped.output()).containsOnlyOnce("error:").contains("--timeout passed");
  }

  @Test
  void refusesABodyWithoutEnd() {
    var posted = terminal.run("post", "id=", "@/dev/zero", "--local");

    assertThat(posted.exitCode()).isEqualTo(ExitCode.USAGE.code());
    assertThat(posted.err()).contains("131,073 bytes or more");
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
    assertThat(posted.err()).contains("131,073 bytes or more (expected: <= 131,072)");
  }
}
