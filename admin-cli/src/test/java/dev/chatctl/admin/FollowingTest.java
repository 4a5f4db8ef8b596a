package dev.chatctl.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.chatctl.cli.Running;
import dev.chatctl.cli.TestTerminal;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commands that go on: what they show, how they come back, how they end. */
@SuppressWarnings("try") // people matter by being connected
class FollowingTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @TempDir Path home;
  private final String room = Chat.freshRoom();

  @Test
  void followsTheLogOfAFunction() throws Exception {
    try (var logs =
        new Running(Chat.terminal(home), "logs", "connect", "access", "-f", "--local", "--raw")) {
      try (var ann = Chat.join(room, "ann")) {
        await().atMost(PATIENCE).until(() -> logs.out().contains("REPORT RequestId: "));
        await().atMost(PATIENCE).until(() -> logs.out().contains("\"eventType\":\"CONNECT\""));
      }
      logs.interrupt();

      assertThat(logs.exitCode()).isEqualTo(130);
      assertThat(logs.out().lines().filter(line -> line.startsWith("START")))
          .doesNotHaveDuplicates();
    }
  }

  @Test
  void followsOnAfterBeingThrottled() throws Exception {
    var throttled = new AtomicBoolean(true);
    try (var aws =
            FakeAws.start(
                request ->
                    throttled.get()
                        ? new FakeAws.Answer(
                            400,
                            "{\"__type\":\"ThrottlingException\",\"message\":\"Rate exceeded\"}")
                        : new FakeAws.Answer(
                            200,
                            "{\"events\":[{\"timestamp\":%d,\"logStreamName\":\"s\",\"eventId\":\"1\",\"message\":\"hello\"}]}"
                                .formatted(System.currentTimeMillis())));
        var logs =
            new Running(
                new TestTerminal(home, Admin::run)
                    .with("AWS_ENDPOINT_URL", aws.endpoint())
                    .with("AWS_REGION", "eu-west-1"),
                "logs",
                "/aws/lambda/connect",
                "-f",
                "--raw")) {
      await().atMost(PATIENCE).until(() -> logs.err().contains("Cannot read the log now"));
      throttled.set(false);
      await().atMost(PATIENCE).until(() -> logs.out().equals("hello\n"));
    }
  }

  @Test
  void picksUpAStreamThatIsNewWhileFollowing() throws Exception {
    String group = "/test/" + room;
    Chat.logs("CreateLogGroup", "{\"logGroupName\":\"%s\"}".formatted(group));
    try (var logs = new Running(Chat.terminal(home), "logs", group, "-f", "--local", "--raw")) {
      for (String stream : List.of("first", "second")) {
        Chat.logs(
            "CreateLogStream",
            "{\"logGroupName\":\"%s\",\"logStreamName\":\"%s\"}".formatted(group, stream));
        Chat.logs(
            "PutLogEvents",
            "{\"logGroupName\":\"%s\",\"logStreamName\":\"%s\",\"logEvents\":[{\"timestamp\":%d,\"message\":\"of %s\"}]}"
                .formatted(group, stream, System.currentTimeMillis(), stream));
        await().atMost(PATIENCE).until(() -> logs.out().contains("of " + stream));
      }
      logs.interrupt();
      logs.exitCode();

      assertThat(logs.out().lines()).containsExactly("of first", "of second");
    }
  }

  @Test
  void listsAgainAndAgainUntilInterrupted() throws Exception {
    try (var ann = Chat.join(room, "ann");
        var list =
            new Running(
                Chat.terminal(home),
                "list",
                "--local",
                "--room",
                room,
                "--watch",
                "50ms",
                "-o",
                "ndjson")) {
      await().atMost(PATIENCE).until(() -> list.out().lines().count() > 1);
      try (var bob = Chat.join(room, "bob")) {
        await().atMost(PATIENCE).until(() -> list.out().contains("\"bob\""));
      }
      list.interrupt();

      assertThat(list.exitCode()).isEqualTo(130);
    }
  }

  @Test
  void keepsAnIdleChatOpen() throws Exception {
    try (var keyboard = new PipedOutputStream();
        var chat =
            new Running(
                Chat.terminal(home).reading(new PipedInputStream(keyboard)),
                "chat",
                "--local",
                "--room",
                room,
                "--raw",
                "--ping",
                "100ms")) {
      await().atMost(PATIENCE).until(() -> chat.out().split("pong", -1).length > 2);
    }
  }

  @Test
  void followsWithALiveTail() throws Exception {
    try (var logs = new Running(Chat.terminal(home), "logs", "connect", "--live", "--local")) {
      await()
          .atMost(PATIENCE)
          .until(
              () -> {
                Chat.join(room, "ann").close();
                return logs.out().contains(" connect took ");
              });
      logs.interrupt();

      assertThat(logs.exitCode()).isEqualTo(130);
    }
  }

  @Test
  void showsWhatTheHandlersSaidOfAConnection() throws Exception {
    try (var ann = Chat.join(room, "ann")) {
      String id =
          Chat.terminal(home).run("list", "--local", "--room", room, "-o", "name").out().strip();
      await()
          .atMost(PATIENCE)
          .untilAsserted(
              () ->
                  assertThat(
                          Chat.terminal(home)
                              .run("logs", "--connection", id, "--local", "-o", "ndjson")
                              .out())
                      .contains("\\\"event\\\":\\\"invocation\\\"", "\"function\":\"access\""));
    }
  }

  @Test
  void comesBackToTheChatWhenThrownOut() throws Exception {
    try (var keyboard = new PipedOutputStream();
        var bob = Chat.join(room, "bob")) {
      var chat =
          new Running(
              Chat.terminal(home).reading(new PipedInputStream(keyboard)),
              "chat",
              "--local",
              "--room",
              room,
              "--name",
              "ann",
              "--reconnect");
      await().atMost(PATIENCE).until(() -> bob.frames().stream().anyMatch(f -> f.contains("ann")));

      Chat.terminal(home).run("kick", "--local", "--room", room, "--name", "ann", "--yes");

      await().atMost(PATIENCE).until(() -> chat.err().contains("Connected."));
      assertThat(chat.err()).contains("Disconnected (", "connecting again");
      keyboard.write("back again\n".getBytes(java.nio.charset.StandardCharsets.UTF_8));
      keyboard.flush();
      await()
          .atMost(PATIENCE)
          .until(() -> bob.frames().stream().anyMatch(f -> f.contains("back again")));
      keyboard.close();
      assertThat(chat.exitCode()).isZero();
    }
  }

  @Test
  void showsAllThatWasSaidWhileItWasAwayOnceAndInOrder() throws Exception {
    int missed = 130;
    try (var keyboard = new PipedOutputStream();
        var bob = Chat.join(room, "bob")) {
      var chat =
          new Running(
              Chat.terminal(home).reading(new PipedInputStream(keyboard)),
              "chat",
              "--local",
              "--room",
              room,
              "--name",
              "ann",
              "--reconnect");
      await().atMost(PATIENCE).until(() -> bob.frames().stream().anyMatch(f -> f.contains("ann")));
      bob.say("before.");
      await().atMost(PATIENCE).until(() -> chat.out().contains("before."));

      Chat.terminal(home).run("kick", "--local", "--room", room, "--name", "ann", "--yes");
      for (int i = 0; i < missed; i++) {
        bob.say("missed " + i + ".");
      }
      await().atMost(PATIENCE).until(() -> chat.err().contains("Connected."));
      bob.say("after.");

      Set<String> all =
          IntStream.range(0, missed)
              .mapToObj(i -> "missed " + i + ".")
              .collect(Collectors.toCollection(TreeSet::new));
      all.addAll(Set.of("before.", "after."));
      await()
          .atMost(PATIENCE)
          .untilAsserted(() -> assertThat(new TreeSet<>(said(chat.out()))).isEqualTo(all));
      assertThat(said(chat.out())).as("each once").hasSize(all.size());
      keyboard.close();
      assertThat(chat.exitCode()).isZero();
    }
  }

  private static List<String> said(String out) {
    return out.lines()
        .filter(line -> line.contains(" bob: "))
        .map(line -> line.substring(line.indexOf(": ") + 2))
        .toList();
  }

  @Test
  void tellsHowFarAKickCameWhenItIsInterruptedInTheMiddle() throws Exception {
    try (var ann = Chat.join(room, "ann");
        var bob = Chat.join(room, "bob");
        var cat = Chat.join(room, "cat");
        var kick =
            new Running(
                Chat.terminal(home),
                "kick",
                "--local",
                "--room",
                room,
                "--yes",
                "--delay",
                "1m",
                "-o",
                "csv")) {
      await()
          .atMost(PATIENCE)
          .until(() -> ann.closeCode() + bob.closeCode() + cat.closeCode() == 998);
      kick.interrupt();

      assertThat(kick.exitCode()).isEqualTo(130);
      assertThat(kick.err()).contains("kicked 1, gone 0, failed 0, not attempted 2");
      assertThat(kick.out().lines()).hasSize(2).last().asString().contains(",kicked,");
    }
  }
}
