package dev.chatctl.loadtest.lies;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.chatctl.loadtest.LoadTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two shards of one run, of which one has a clock that is fast. */
class ClockStepTest {
  private static final int FAST_BY_MILLIS = 249;
  private static final List<String> LISTENERS = List.of("l0", "l1", "l2", "l3", "l4", "l5");

  @TempDir private Path folder;

  @Test
  void makesTheMergedRunNotValid() throws Exception {
    Path clock = fastClock();
    boolean complete = false;
    // How long two processes take to connect is the machine's to say.
    for (long lead = 8; lead < 80 && !complete; lead *= 2) {
      try (LyingServer server = new LyingServer(Lie.TRUTH, LISTENERS)) {
        complete = runShards(server, clock, Instant.now().plusSeconds(lead));
      }
    }
    assertThat(complete).as(log(1) + log(2)).isTrue();

    Path whole = folder.resolve("whole");
    Path console = folder.resolve("console");
    int exit;
    try (Lane lane = new Lane(folder.resolve("lane"))) {
      exit =
          lane.run(
              List.of("loadtest", "merge", shard(1), shard(2), "--into", whole.toString()),
              console);
    }
    Reported reported = Reported.read(exit, console, whole);
    assertThat(reported.summary().path("clock_offset_ms").asDouble())
        .isCloseTo(FAST_BY_MILLIS, within(50.0));
    assertThat(reported.summary().path("lost").asInt()).isZero();
    assertThat(reported.valid()).isFalse();
    assertThat(reported.junit()).contains("<failure");
    assertThat(reported.console()).doesNotContain("every delivery arrived");
    assertThat(exit).isEqualTo(7);
  }

  private String shard(int number) {
    return folder.resolve("shard-" + number).toString();
  }

  private String log(int number) throws IOException {
    return Files.readString(folder.resolve("log-" + number));
  }

  private Path fastClock() throws IOException, InterruptedException {
    Path source = folder.resolve("clock.c");
    Path library = folder.resolve("clock.so");
    try (var resource = ClockStepTest.class.getResourceAsStream("clock.c")) {
      Files.write(source, resource.readAllBytes());
    }
    List<String> compiler = List.of("cc", "-shared", "-fPIC", "-DFAST_BY_MILLIS=" + FAST_BY_MILLIS);
    List<String> command = new ArrayList<>(compiler);
    command.addAll(List.of("-o", library.toString(), source.toString()));
    try {
      assumeTrue(
          new ProcessBuilder(command).inheritIO().start().waitFor() == 0,
          "a clock can be made fast with a C compiler and an ELF loader only");
    } catch (IOException e) {
      assumeTrue(false, "no C compiler: " + e.getMessage());
    }
    return library;
  }

  /** Whether both had everything. */
  private boolean runShards(LyingServer server, Path clock, Instant start) throws Exception {
    List<Process> shards = new ArrayList<>();
    Path feeder = Case.feeder(folder, LISTENERS);
    try {
      for (int i = 1; i <= 2; i++) {
        List<String> command = Lane.java(LoadTest.class.getName());
        command.addAll(List.of("loadtest", "broadcast", "--url", server.url().toString()));
        command.addAll(List.of("--clients", "6", "--feeder", feeder.toString()));
        command.addAll(List.of("--messages", "20", "--rate", "20", "--warm-up", "2"));
        command.addAll(List.of("--deadline", "5", "--run-id", "wall", "--out", shard(i)));
        command.addAll(List.of("--shard", i + "/2", "--start-at", start.toString()));
        ProcessBuilder builder =
            new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log-" + i).toFile());
        if (i == 2) {
          builder.environment().put("LD_PRELOAD", clock.toString());
        }
        shards.add(builder.start());
      }
      boolean complete = true;
      for (Process shard : shards) {
        int exit = shard.waitFor();
        complete &= exit == 0 || exit == 7;
      }
      return complete;
    } finally {
      shards.forEach(Process::destroyForcibly);
    }
  }
}
