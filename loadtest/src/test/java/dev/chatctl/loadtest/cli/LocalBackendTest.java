package dev.chatctl.loadtest.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chatctl.cli.CliException;
import dev.chatctl.cli.ExitCode;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Backends that start slowly, and those that never will. */
@Timeout(120)
class LocalBackendTest {
  private static final Duration SILENCE = Duration.ofSeconds(2);

  @TempDir private Path folder;

  private LocalBackend start(String script) throws IOException {
    Path launcher = Files.writeString(folder.resolve("launcher"), "#!/bin/sh\n" + script + "\n");
    Files.setPosixFilePermissions(launcher, PosixFilePermissions.fromString("rwx------"));
    return LocalBackend.start(launcher.toString(), List.of(), folder.resolve("log"), SILENCE);
  }

  @Test
  void isAwaitedForLongerThanItMayBeSilentWhileItTellsHowFarItIs() throws Exception {
    String script =
        """
        for module in core gateway handlers local-stack admin-cli loadtest; do
          sleep 0.5
          echo "Building $module" >&2
        done
        echo '{'
        echo '  "websocket_url" : "ws://127.0.0.1:1/prod",'
        echo '  "metrics_endpoint" : "http://127.0.0.1:2/metrics"'
        echo '}'
        cat
        """;
    long start = System.nanoTime();
    try (LocalBackend backend = start(script)) {
      LocalBackend.Addresses addresses = backend.addresses();

      assertThat(addresses.webSocketUrl()).isEqualTo(URI.create("ws://127.0.0.1:1/prod"));
      assertThat(addresses.metrics()).hasValue(URI.create("http://127.0.0.1:2/metrics"));
    }
    assertThat(System.nanoTime() - start).isGreaterThan(SILENCE.toNanos());
  }

  @Test
  void thatIsSilentIsToldWithItsLog() throws Exception {
    try (LocalBackend backend = start("echo 'Waiting for the build' >&2; exec sleep 600")) {
      assertThatThrownBy(backend::addresses)
          .isInstanceOfSatisfying(
              CliException.class,
              failure -> assertThat(failure.exitCode()).isEqualTo(ExitCode.UNAVAILABLE))
          .hasMessage(
              "the local backend did not start: it has neither printed nor worked for 2 s\n"
                  + "  Waiting for the build");
    }
  }

  @Test
  void thatPrintsSomethingElseIsToldWithItsLog() throws Exception {
    try (LocalBackend backend = start("echo 'a warning' >&2; echo hello; cat")) {
      assertThatThrownBy(backend::addresses)
          .hasMessageStartingWith("the local backend did not start: it printed something else")
          .hasMessageEndingWith("\n  a warning");
    }
  }
}
