package dev.chatctl.cli.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chatctl.cli.CliException;
import dev.chatctl.cli.ExitCode;
import dev.chatctl.cli.testing.Need;
import dev.chatctl.cli.testing.Needs;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Children that take longer than anybody may be silent. */
@Timeout(120)
class ChildProcessTest {
  private static final Duration SILENCE = Duration.ofSeconds(2);

  @TempDir Path folder;

  private ChildProcess start(String script) throws IOException {
    Path log = folder.resolve("log");
    Process process =
        new ProcessBuilder("sh", "-c", script)
            .directory(folder.toFile())
            .redirectError(log.toFile())
            .start();
    return new ChildProcess(process, "the stack did not start", log, SILENCE);
  }

  private boolean ready() {
    return Files.exists(folder.resolve("ready"));
  }

  @Test
  void isAwaitedForAsLongAsItPrints() throws Exception {
    String script = "for i in 1 2 3 4 5 6; do sleep 0.5; echo step $i >&2; done; touch ready; cat";
    try (ChildProcess child = start(script)) {
      long start = System.nanoTime();
      child.await(this::ready);

      assertThat(System.nanoTime() - start).isGreaterThan(SILENCE.toNanos());
      assertThat(ready()).isTrue();
    }
  }

  @Test
  void isAwaitedForAsLongAsItWorks() throws Exception {
    String script = "(sleep 4; touch enough) & while [ ! -e enough ]; do :; done; touch ready; cat";
    try (ChildProcess child = start(script)) {
      child.await(this::ready);

      assertThat(ready()).isTrue();
    }
  }

  @Test
  void thatIsSilentIsToldWithWhatItSaidLast() throws Exception {
    try (ChildProcess child = start("echo waiting for port 8000 >&2; exec sleep 600")) {
      assertThatThrownBy(() -> child.await(this::ready))
          .isInstanceOfSatisfying(
              CliException.class,
              failure -> {
                assertThat(failure.exitCode()).isEqualTo(ExitCode.UNAVAILABLE);
                assertThat(failure.hint()).hasValue("the whole log is in " + folder.resolve("log"));
              })
          .hasMessage(
              "the stack did not start: it has neither printed nor worked for 2 s\n"
                  + "  waiting for port 8000");
    }
  }

  @Test
  void thatHasEndedIsToldWithWhatItSaidLast() throws Exception {
    String script = "for i in $(seq 20); do echo line $i >&2; done; exit 3";
    try (ChildProcess child = start(script)) {
      assertThatThrownBy(() -> child.await(this::ready))
          .hasMessageStartingWith("the stack did not start: it ended with exit code 3\n  line 6\n")
          .hasMessageEndingWith("\n  line 20");
    }
  }

  @Test
  void isReadLineByLineToItsEnd() throws Exception {
    try (ChildProcess child = start("echo one; echo two; exit 4")) {
      assertThat(child.nextLine()).hasValue("one");
      assertThat(child.nextLine()).hasValue("two");
      assertThat(child.nextLine()).isEmpty();
      assertThat(child.nextLine()).isEmpty();
      assertThat(child.awaitEnd()).isEqualTo(4);
    }
  }

  @Test
  void isSilentAlsoWhereALineIsAwaited() throws Exception {
    try (ChildProcess child = start("exec sleep 600")) {
      assertThatThrownBy(child::nextLine).hasMessageContaining("neither printed nor worked");
    }
  }

  @Test
  void endsWithTheEndOfItsInput() throws Exception {
    ChildProcess child = start("cat; touch bye");
    child.close();

    assertThat(child.process().isAlive()).isFalse();
    assertThat(folder.resolve("bye")).exists();
  }

  @Test
  @Needs(Need.PS)
  void takesWhatItHasStartedAlong() throws Exception {
    ChildProcess child = start("sleep 600 & echo $!; cat");
    String started = child.nextLine().orElseThrow();
    child.close();

    // Killed is killed, whether or not somebody has asked yet how it ended.
    while (!state(started).matches("|Z.*")) {
      Thread.sleep(10);
    }
  }

  private static String state(String id) throws IOException {
    Process ps = new ProcessBuilder("ps", "-o", "stat=", "-p", id).start();
    return new String(ps.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
  }
}
