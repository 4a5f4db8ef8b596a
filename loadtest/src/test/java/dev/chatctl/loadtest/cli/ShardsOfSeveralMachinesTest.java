package dev.chatctl.loadtest.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.chatctl.cli.ExitCode;
import dev.chatctl.loadtest.calibration.BroadcastServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run whose shards know nothing of each other but the time on the wall. */
class ShardsOfSeveralMachinesTest {
  private static final int SHARDS = 2;
  private static final int CLIENTS = 10;
  private static final int MESSAGES = 20;
  private static final Pattern AGO = Pattern.compile("--start-at: ([\\d.]+) s ago");

  @TempDir private Path folder;

  @Test
  void startAtTheSameTimeAndMergeIntoOneRun() throws Exception {
    List<Integer> exits = List.of();
    try (BroadcastServer server = BroadcastServer.start(0, 1, Duration.ZERO)) {
      // How long two processes take to connect is the machine's to say: a first attempt may ask it.
      long lead = 6;
      for (int attempt = 0; attempt < 3 && (exits.isEmpty() || secondsLate() > 0); attempt++) {
        exits = runAll(server, Instant.now().plusSeconds(lead));
        lead = (lead + secondsLate()) * 3 / 2;
      }
      assertThat(exits).as(logs()).hasSize(SHARDS);
    }

    for (int i = 1; i <= SHARDS; i++) {
      JsonNode part = json("shard-" + i + "/summary.json");
      assertThat(part.path("received").asInt()).as(logs()).isEqualTo(CLIENTS / SHARDS * MESSAGES);
      assertThat(exits.get(i - 1)).isEqualTo(part.path("valid").asBoolean() ? 0 : 7);
    }
    Cli cli = new Cli();
    int exit =
        cli.run(
            "loadtest",
            "merge",
            folder.resolve("shard-1"),
            folder.resolve("shard-2"),
            "--into",
            folder.resolve("whole"));
    cli.delivered(exit);
    JsonNode whole = json("whole/summary.json");
    assertThat(whole.path("shards").asInt()).isEqualTo(SHARDS);
    assertThat(whole.path("clients").asInt()).isEqualTo(CLIENTS);
    assertThat(whole.path("messages").asInt()).isEqualTo(MESSAGES);
    assertThat(whole.path("received").asInt()).isEqualTo(CLIENTS * MESSAGES);
    assertThat(whole.path("delivery_ratio").asDouble()).isEqualTo(1);
    assertThat(whole.path("clock_error_ms").asDouble()).isPositive();
    assertThat(cli.out()).containsPattern("shards +2, clocks [\\d.]+ ms apart \\(\\+- [\\d.]+ ms");
  }

  @Test
  void refuseAStartThatIsOver() {
    Cli cli = new Cli();
    List<Object> words = new ArrayList<>(List.of("loadtest", "broadcast"));
    words.addAll(List.of("--url", "ws://127.0.0.1:1/", "--shard", "1/2", "--run-id", "wall"));
    words.addAll(List.of("--start-at", "2026-01-31T12:00:00Z"));

    assertThat(cli.run(words.toArray())).isEqualTo(ExitCode.USAGE.code());
    assertThat(cli.err())
        .isEqualToIgnoringNewLines(
            "error: --start-at: 2026-01-31T12:00:00Z (expected: a time to come, for connecting"
                + " and the warm-up come first)");
  }

  /** By how much the slowest shard missed the start, rounded up; 0 if none came so far. */
  private long secondsLate() throws IOException {
    double late = 0;
    for (int i = 1; i <= SHARDS; i++) {
      if (!Files.exists(folder.resolve("shard-" + i + "/summary.json"))) {
        continue;
      }
      Matcher ago = AGO.matcher(json("shard-" + i + "/summary.json").path("stopped").asText());
      late = Math.max(late, ago.find() ? Double.parseDouble(ago.group(1)) : 0);
    }
    return (long) Math.ceil(late);
  }

  private List<Integer> runAll(BroadcastServer server, Instant start) throws Exception {
    List<Process> processes = new ArrayList<>();
    try {
      for (int i = 1; i <= SHARDS; i++) {
        List<String> command = JavaProcess.command();
        command.add("dev.chatctl.loadtest.LoadTest");
        command.addAll(arguments(server, i, start));
        processes.add(
            new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log-" + i).toFile())
                .start());
      }
      List<Integer> exits = new ArrayList<>();
      for (Process process : processes) {
        exits.add(process.waitFor());
      }
      return exits;
    } finally {
      processes.forEach(Process::destroyForcibly);
    }
  }

  private List<String> arguments(BroadcastServer server, int shard, Instant start) {
    List<Object> words = new ArrayList<>(List.of("loadtest", "broadcast", "--url", server.url()));
    words.addAll(List.of("--clients", CLIENTS, "--messages", MESSAGES, "--rate", 40));
    words.addAll(List.of("--warm-up", 2, "--linger", "200ms", "--deadline", 5, "--run-id", "wall"));
    words.addAll(List.of("--shard", shard + "/" + SHARDS, "--start-at", start));
    words.addAll(List.of("--out", folder.resolve("shard-" + shard)));
    return words.stream().map(Object::toString).toList();
  }

  private String logs() {
    return IntStream.rangeClosed(1, SHARDS).mapToObj(this::log).reduce("", String::concat);
  }

  private String log(int shard) {
    try {
      return Files.readString(folder.resolve("log-" + shard));
    } catch (IOException e) {
      return e.toString();
    }
  }

  private JsonNode json(String file) throws IOException {
    return new ObjectMapper().readTree(folder.resolve(file).toFile());
  }
}
