package dev.chatctl.loadtest.cli;

import dev.chatctl.loadtest.plan.Plan;
import dev.chatctl.loadtest.report.Merge;
import dev.chatctl.loadtest.report.Results;
import dev.chatctl.loadtest.report.ResultsStore;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * A run in several processes on this machine, which share the clock of {@link System#nanoTime()}.
 * All connect and warm up on their own; when the last is ready, they are told the same start.
 */
final class LocalShards {
  /** Options that each shard gets from here instead, or that only the whole run has. */
  private static final Set<String> OURS =
      Set.of(
          "--shards",
          "--out",
          "--url",
          "--local",
          "--slo",
          "--slo-file",
          "--baseline",
          "--run-id",
          "--publishers");

  private static final Duration LEAD = Duration.ofMillis(500);

  private final Host host;
  private final Interrupts interrupts;
  private final Scenario scenario;
  private final int count;

  LocalShards(Host host, Interrupts interrupts, Scenario scenario, int count) {
    this.host = host;
    this.interrupts = interrupts;
    this.scenario = scenario;
    this.count = count;
  }

  int run(
      Plan plan, List<String> arguments, Path folder, List<String> command, Conclusion conclusion)
      throws IOException, InterruptedException {
    List<ShardProcess> shards = new ArrayList<>();
    Interrupts.Registration registration =
        interrupts.onInterrupt(() -> shards.forEach(ShardProcess::interrupt));
    try {
      for (int i = 0; i < count; i++) {
        Path own = Files.createDirectories(folder.resolve("shard-" + (i + 1)));
        shards.add(ShardProcess.start(child(plan, arguments, i, own), own));
      }
      host.err().println("Waiting for " + count + " processes to connect and warm up ...");
      for (ShardProcess shard : shards) {
        shard.awaitReady();
      }
      host.err().println("Measuring ...");
      long start = System.nanoTime() + LEAD.toNanos();
      for (ShardProcess shard : shards) {
        shard.begin(start);
      }
      for (ShardProcess shard : shards) {
        shard.awaitEnd();
      }
    } finally {
      registration.close();
      shards.forEach(ShardProcess::close);
    }
    List<Results> parts = new ArrayList<>();
    for (ShardProcess shard : shards) {
      parts.add(ResultsStore.read(shard.folder()));
    }
    return conclusion.of(Merge.of(parts, command), folder);
  }

  private List<String> child(Plan plan, List<String> arguments, int index, Path own) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(String.valueOf(host.property().apply("java.home")), "bin/java").toString());
    command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
    command.addAll(List.of("-cp", String.valueOf(host.property().apply("java.class.path"))));
    command.add("dev.chatctl.loadtest.LoadTest");
    command.addAll(List.of("loadtest", scenario.verb()));
    command.addAll(Arguments.without(arguments, OURS));
    command.addAll(List.of("--url", plan.url().toString(), "--out", own.toString()));
    command.addAll(List.of("--shard", (index + 1) + "/" + count, "--start-at", "-"));
    command.addAll(List.of("--run-id", plan.runId()));
    if (!plan.audience().everyoneTalks()) {
      command.addAll(List.of("--publishers", String.valueOf(plan.schedule().publishers())));
    }
    if (isLoopback(plan.url()) && plan.connecting().source().isEmpty()) {
      command.addAll(List.of("--source", "127.0.0." + (index + 2)));
    }
    return command;
  }

  /** On Linux all of 127.0.0.0/8 is local: each shard gets an address, and ports, of its own. */
  private static boolean isLoopback(URI url) {
    return String.valueOf(url.getHost()).matches("localhost|127(\\.\\d+){3}");
  }
}
