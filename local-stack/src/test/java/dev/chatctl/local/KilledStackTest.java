package dev.chatctl.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.asynchttpclient.Dsl.asyncHttpClient;
import static org.awaitility.Awaitility.await;

import dev.chatctl.cli.process.ChildProcess;
import dev.chatctl.cli.process.SignsOfLife;
import dev.chatctl.cli.testing.Finished;
import dev.chatctl.cli.testing.JavaCommand;
import dev.chatctl.core.json.Json;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.asynchttpclient.AsyncHttpClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was acknowledged outlives a kill of the whole stack, and one stack at a time has it. */
class KilledStackTest {
  private static final int MESSAGES = 20;

  @TempDir private Path home;

  @Test
  void whatWasAcknowledgedIsThereAfterIt() throws Exception {
    try (AsyncHttpClient client = asyncHttpClient()) {
      try (ChildProcess stack = start()) {
        Member ann = new Member(client, url(stack));
        for (int i = 0; i < MESSAGES; i++) {
          say(ann, i);
        }
        assertThat(Finished.of(command()))
            .satisfies(second -> assertThat(second.exitCode()).isEqualTo(2))
            .satisfies(second -> assertThat(second.output()).contains("is used by another stack"));
        stack.process().destroyForcibly().waitFor();
      }
      try (ChildProcess stack = start()) {
        Member bob = new Member(client, url(stack));
        var unused = bob.socket.sendTextFrame("{\"action\":\"history\",\"limit\":100}");
        await().atMost(Duration.ofSeconds(30)).until(() -> !bob.frames.isEmpty());
        for (int i = 0; i < MESSAGES; i++) {
          assertThat(bob.frames.peek()).containsOnlyOnce("\"text\":\"message " + i + ".\"");
        }
        bob.close();
      }
    }
  }

  private static void say(Member member, int number) {
    String id = "\"client_message_id\":\"" + number + "\"";
    var unused =
        member.socket.sendTextFrame(
            "{\"action\":\"sendmessage\",\"message\":\"message " + number + ".\"," + id + "}");
    await()
        .atMost(Duration.ofSeconds(30))
        .until(
            () ->
                member.frames.stream()
                    .anyMatch(frame -> frame.contains("\"type\":\"ack\"") && frame.contains(id)));
  }

  private ProcessBuilder command() {
    List<String> command = new ArrayList<>(JavaCommand.of(Local.class.getName()));
    command.addAll(List.of("-o", "json", "--data", home.resolve("tables").toString()));
    var builder = new ProcessBuilder(command);
    builder.environment().put("XDG_RUNTIME_DIR", home.toString());
    return builder;
  }

  private ChildProcess start() throws Exception {
    Path log = home.resolve("log");
    return new ChildProcess(
        command().redirectError(log.toFile()).start(),
        "the stack did not start",
        log,
        SignsOfLife.SILENCE);
  }

  private static URI url(ChildProcess stack) throws Exception {
    var text = new StringBuilder();
    String line;
    do {
      line = stack.nextLine().orElseThrow();
      text.append(line);
    } while (!line.equals("}"));
    return URI.create(
        Json.parseObject(text.toString()).require("websocket_url") + "?room=kept&dialect=envelope");
  }
}
