package dev.chatctl.loadtest.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.chatctl.cli.ExitCode;
import dev.chatctl.cli.process.ChildProcess;
import dev.chatctl.cli.testing.Need;
import dev.chatctl.cli.testing.Needs;
import dev.chatctl.loadtest.calibration.BroadcastServer;
import dev.chatctl.loadtest.calibration.CalibrationFaults;
import dev.chatctl.loadtest.calibration.CalibrationFaults.Admission;
import dev.chatctl.loadtest.calibration.FaultyServer;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BadConditionsTest {
  @TempDir private Path folder;
  private final Cli cli = new Cli();

  private List<Object> broadcast(URI url, Object... more) {
    List<Object> args =
        new ArrayList<>(List.of("loadtest", "broadcast", "--url", url, "--out", folder));
    args.addAll(
        List.of(
            "--clients", 20, "--rate", 20, "--warm-up", 2, "--linger", "200ms", "--deadline", 1));
    args.addAll(List.of(more));
    return args;
  }

  private JsonNode summary() throws IOException {
    return new ObjectMapper().readTree(folder.resolve("summary.json").toFile());
  }

  @ParameterizedTest
  @CsvSource({
    "401, 'unauthorized: the authorizer found no credentials'",
    "403, 'forbidden: wrong stage or path, or the authorizer denied'",
    "429, 'too many connections at once: lower --connect-rate'",
  })
  void explainsAHandshakeThatIsRefused(int status, String meaning) {
    try (BroadcastServer server =
        FaultyServer.start(CalibrationFaults.admitting(Admission.refusing(status, 0)))) {
      assertThat(cli.run(broadcast(server.url()).toArray())).isEqualTo(ExitCode.UNAVAILABLE.code());
    }

    assertThat(cli.err()).contains("HTTP " + status + ", " + meaning);
    assertThat(cli.err().lines()).hasSize(1);
  }

  @Test
  void countsConnectsThatAreRefusedAndGoesOnWithTheOthers() throws IOException {
    // The first is the probe's, which is let in.
    try (BroadcastServer server =
        FaultyServer.start(CalibrationFaults.admitting(Admission.refusingAfter(429, 5, 9)))) {
      assertThat(
              cli.run(broadcast(server.url(), "--messages", 5, "--connect-rate", 1000).toArray()))
          .as(cli.err())
          .isIn(ExitCode.PARTIAL.code(), ExitCode.UNAVAILABLE.code());
    }

    long refused =
        summary()
            .at(
                "/connections/failures/HTTP 429, too many connections at once: lower"
                    + " --connect-rate")
            .asLong();
    assertThat(refused).isPositive().isEqualTo(summary().at("/connections/failed").asLong());
    assertThat(cli.out()).contains("could not connect: HTTP 429");
  }

  @Test
  void keepsWhatItMeasuredWhenTheServerDies() throws Exception {
    BroadcastServer server = BroadcastServer.start(0, 1, Duration.ZERO);
    Thread killer =
        Thread.startVirtualThread(
            () -> {
              Path log = folder.resolve("delivery.hlog");
              await()
                  .atMost(60, TimeUnit.SECONDS)
                  .until(() -> Files.exists(log) && Files.readString(log).contains("Tag=delivery"));
              server.close();
            });

    int exit = cli.run(broadcast(server.url(), "--messages", 2000).toArray());

    killer.join();
    assertThat(exit).as(cli.out() + cli.err()).isEqualTo(ExitCode.UNAVAILABLE.code());
    JsonNode summary = summary();
    assertThat(summary.path("complete").asBoolean()).isFalse();
    assertThat(summary.path("stopped").asText()).contains("socket was closed: ");
    assertThat(summary.path("received").asInt()).isPositive();
    assertThat(summary.path("lost").asInt()).isZero();
    assertThat(cli.out()).contains("INCOMPLETE: ");
  }

  @Test
  @Needs(Need.FULL_DISK)
  void tellsTheResultsThatAFullDiskCannotTake() throws IOException {
    Files.createSymbolicLink(folder.resolve("report.html"), Path.of("/dev/full"));
    try (BroadcastServer server = BroadcastServer.start(0, 1, Duration.ZERO)) {
      assertThat(cli.run(broadcast(server.url(), "--messages", 5).toArray()))
          .isEqualTo(ExitCode.USAGE.code());
    }

    assertThat(cli.out()).containsPattern("every delivery arrived, none twice within|NOT VALID");
    assertThat(cli.err())
        .contains("error: --out: " + folder + " (expected: a folder with room for the results; ")
        .contains("No space left on device")
        .doesNotContain("\tat ");
    // JUnit warns of a link that leads out of the folder it deletes.
    Files.delete(folder.resolve("report.html"));
  }

  @Test
  @Needs(Need.FULL_DISK)
  void doesWithoutAHistogramLogThatCouldNotBeWritten() throws IOException {
    Files.createSymbolicLink(folder.resolve("delivery.hlog"), Path.of("/dev/full"));
    try (BroadcastServer server = BroadcastServer.start(0, 1, Duration.ZERO)) {
      cli.delivered(cli.run(broadcast(server.url(), "--messages", 5).toArray()));
    }

    assertThat(summary().at("/delivery_ms/max").asDouble()).isPositive();
    assertThat(Files.readString(folder.resolve("delivery.hlog"))).contains("Tag=delivery");
  }

  @ParameterizedTest
  @CsvSource({"1, false", "2, true"})
  void writesWhatItHasWhenInterrupted(int shards, boolean connecting) throws Exception {
    try (BroadcastServer server = BroadcastServer.start(0, 1, Duration.ZERO)) {
      List<String> command = JavaProcess.command();
      command.add("dev.chatctl.loadtest.LoadTest");
      Object[] more = {"--messages", 2000, "--shards", shards};
      broadcast(server.url(), more).forEach(word -> command.add(word.toString()));
      if (connecting) {
        command.addAll(List.of("--connect-rate", "1"));
      }
      Path log = folder.resolve("log");
      ChildProcess child =
          ChildProcess.start(new ProcessBuilder(command), "the run did not come so far", log);
      try (child) {
        // Each shard tries the endpoint with one socket first; one more is a listener's.
        child.await(
            () -> connecting ? server.size() > shards : Files.readString(log).contains("easuring"));
        new ProcessBuilder("sh", "-c", "kill -INT " + child.process().pid()).start().waitFor();

        assertThat(child.awaitEnd())
            .as(Files.readString(log))
            .isEqualTo(ExitCode.INTERRUPTED.code());
      }
      await().atMost(60, TimeUnit.SECONDS).until(() -> server.size() == 0);
    }
    assertThat(summary().path("complete").asBoolean()).isFalse();
    assertThat(summary().path("stopped").asText()).isEqualTo("interrupted");
    assertThat(summary().path("lost").asInt()).isZero();
    assertThat(folder.resolve("report.html")).exists();
  }
}
