package dev.chatctl.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.chatctl.cli.testing.Finished;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code chatctl loadtest init} writes is built and run as it is. */
class LoadTestProjectTest {
  private static final String BUILD =
      "sh -c 'cd project && exec mvn -B -ntp -q -o -Daether.offline.protocols=file gatling:test"
          + " \"-Dloadtest.args=--url=wss://... --linger=200ms\"'";

  @TempDir private Path folder;

  @Test
  void runsAgainstALocalStack() throws Exception {
    try (var commands = new LaunchedCommands(folder)) {
      assertThat(commands.run("./chatctl loadtest init project").succeeded()).contains("project");
      commands.startLocalStack();

      Finished built = commands.run(BUILD);

      assumeFalse(
          built.output().contains("in offline mode"),
          "Gatling's Maven plugin was never downloaded here: mvn -pl loadtest gatling:help does");
      assertThat(built.output())
          .containsPattern("400 of 400 \\(ratio 1\\.0\\)")
          .doesNotContain("\tat ");
      assertThat(built.exitCode())
          .as(built.output())
          .isEqualTo(built.output().contains("NOT VALID") ? 1 : 0);
      try (Stream<Path> results = Files.list(folder.resolve("project/results"))) {
        assertThat(results.toList())
            .singleElement()
            .satisfies(run -> assertThat(run.resolve("report.html")).exists());
      }
    }
  }

  @Test
  void isWrittenNowhereElse() throws Exception {
    Path full = Files.createDirectories(folder.resolve("full"));
    Path own = Files.writeString(full.resolve("notes.txt"), "mine");
    try (var commands = new LaunchedCommands(folder)) {
      Finished refused = commands.run("./chatctl loadtest init full");

      assertThat(refused.exitCode()).isEqualTo(2);
      assertThat(refused.output()).contains("full: not empty (expected: a folder that is empty");
      assertThat(commands.run("./chatctl loadtest init new --chat socket.io").exitCode()).isZero();
    }
    try (Stream<Path> files = Files.list(full)) {
      assertThat(files.toList()).isEqualTo(List.of(own));
    }
    assertThat(folder.resolve("new/chat.json")).content().contains("socket.io");
  }
}
