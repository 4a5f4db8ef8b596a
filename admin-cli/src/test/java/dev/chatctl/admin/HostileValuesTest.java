package dev.chatctl.admin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatctl.cli.HostileValues;
import dev.chatctl.cli.TestTerminal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** No option of a verb takes what no number, length or time can be. */
class HostileValuesTest {
  private static final List<String> COMMANDS =
      List.of(
          "list",
          "get a=",
          "post a= hi",
          "broadcast hi",
          "kick --all",
          "prune",
          "history lobby",
          "sessions ann",
          "who",
          "stats",
          "ban ann",
          "unban ann",
          "mute ann",
          "unmute ann",
          "bans",
          "delete-message 01JE1ZK4V3Q8M2T6X9B5C7D0EF",
          "audit",
          "export ann",
          "erase ann",
          "logs",
          "chat -x hi",
          "demo chat",
          "context list",
          "doctor",
          "capacity",
          "describe stomp",
          "token ann",
          "completion bash");

  @TempDir Path home;

  static Stream<String> commands() {
    return COMMANDS.stream();
  }

  @Test
  void areTriedOnEveryVerb() {
    List<String> verbs = new ArrayList<>(Verbs.own());
    verbs.remove("help");

    assertThat(commands().map(line -> line.replaceFirst(" .*", "")))
        .containsExactlyInAnyOrderElementsOf(verbs);
  }

  @ParameterizedTest
  @MethodSource("commands")
  void areRefusedWithTheValueAndTheRule(String command) {
    HostileValues.refused(() -> new TestTerminal(home, Admin::run), command);
  }

  @Test
  void areTriedOnAllSuchOptions() {
    assertThat(
            commands()
                .flatMap(
                    line ->
                        HostileValues.refused(() -> new TestTerminal(home, Admin::run), line)
                            .stream()))
        .contains(
            "--since",
            "--until",
            "--older-than",
            "--idle-for",
            "--top",
            "--limit",
            "--rate",
            "--repeat",
            "--concurrency",
            "--delay",
            "--watch",
            "--interval",
            "--ping",
            "--wait",
            "--for");
  }
}
