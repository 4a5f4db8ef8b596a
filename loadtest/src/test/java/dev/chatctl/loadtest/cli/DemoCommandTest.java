package dev.chatctl.loadtest.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatctl.cli.ExitCode;
import dev.chatctl.loadtest.calibration.BroadcastServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoCommandTest {
  @TempDir private Path folder;

  /** A launcher whose local stack is the calibration server of this JVM. */
  private Cli cli(String script) throws IOException {
    Path launcher = folder.resolve("launcher");
    Files.writeString(launcher, "#!/bin/sh\n" + script + "\n");
    Files.setPosixFilePermissions(launcher, PosixFilePermissions.fromString("rwx------"));
    System.setProperty("chatctl.launcher", launcher.toString());
    return new Cli();
  }

  @AfterEach
  void forget() {
    System.clearProperty("chatctl.launcher");
  }

  @Test
  void measuresAgainstItsOwnStackAndEndsIt() throws IOException {
    Path ended = folder.resolve("ended");
    try (BroadcastServer server = BroadcastServer.start(0, 1, Duration.ZERO)) {
      String script =
          """
          echo "$@" >&2
          echo '{"websocket_url": "%s", "region": "us-east-1"}'
          cat >/dev/null
          touch %s
          """
              .formatted(server.url(), ended);
      Cli cli = cli(script);

      int exit =
          cli.run(
              "demo",
              "--clients",
              5,
              "--messages",
              3,
              "--rate",
              20,
              "--warm-up",
              1,
              "--linger",
              "200ms",
              "--out",
              folder.resolve("out"));

      cli.delivered(exit);
      assertThat(cli.out()).contains("15 of 15");
    }
    assertThat(ended).exists();
    assertThat(folder.resolve("out/summary.json")).exists();
    assertThat(folder.resolve("out/local.log")).hasContent("local -o json --stop-on-stdin-eof");
  }

  @Test
  void showsTheLogOfAStackThatDidNotStart() throws IOException {
    Cli cli = cli("echo 'port 8000 is taken' >&2; exit 2");

    assertThat(cli.run("demo", "--out", folder.resolve("out")))
        .isEqualTo(ExitCode.UNAVAILABLE.code());
    assertThat(cli.err())
        .contains("error: the local backend did not start: it ended without a word")
        .contains("  port 8000 is taken");
  }

  @Test
  void checksItsOptionsBeforeItStartsTheStack() throws IOException {
    Cli cli = cli("touch " + folder.resolve("started"));

    assertThat(cli.run("demo", "--clients", -3)).isEqualTo(ExitCode.USAGE.code());
    assertThat(cli.err()).isEqualToIgnoringNewLines("error: --clients: -3 (expected: >= 1)");
    assertThat(folder.resolve("started")).doesNotExist();
  }
}
