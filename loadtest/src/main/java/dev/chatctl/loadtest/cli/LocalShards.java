package dev.chatctl.loadtest.cli;

import dev.chatctl.cli.Interrupt;
import dev.chatctl.cli.Invocation;
import dev.chatctl.loadtest.plan.Plan;
import dev.chatctl.loadtest.plan.ResultsFolder;
import dev.chatctl.loadtest.report.Results;
import dev.chatctl.loadtest.report.ResultsStore;
import dev.chatctl.loadtest.report.ShardMerge;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.IntFunction;

/**
 * A run in several processes on this machine, which share the clock of {@link System#nanoTime()}.
 * All connect and warm up on their own; when the last is ready, they are told the same start.
 */
final class LocalShards implements Runner {
  /** Options that each shard gets from here instead, or that only the whole run has. */
  static final Set<String> OURS =
      Set.of(
          "--shards",
          "--out",
          "--url",
          "--local",
          "--slo",
          "--slo-file",
          "--baseline",
          "--cost",
          "--allow-loss",
          "--allow-late",
          "--allow-duplicate",
          "--allow-cut",
          "--run-id",
          "--clients",
          "--steps",
          "--repeat",
          "--publishers",
          "--metrics");

  private static final Duration LEAD = Duration.ofMillis(500);

  private final Invocation invocation;
  private final List<String> arguments;
  private final int count;

  /** By somebody, or because one of the processes cannot go on. */
  private volatile boolean interrupted;

  /**
   * That many processes.
   *
   * @param arguments options of all of them
   */
  LocalShards(Invocation invocation, List<String> arguments, int count) {
    this.invocation = invocation;
    this.arguments = List.copyOf(arguments);
    this.count = count;
  }

  @Override
  public Results run(Plan plan, Path folder, List<String> command)
      throws IOException, InterruptedException {
    if (plan.system().metrics().isEmpty()) {
      return run(shard -> plan, folder, command);
    }
    try (MetricsRelay relay = MetricsRelay.to(plan.system().metrics().get())) {
      return run(shard -> plan.reportingTo(Optional.of(relay.urlFor(shard))), folder, command);
    }
  }

  private Results run(IntFunction<Plan> plans, Path folder, List<String> command)
      throws IOException, InterruptedException {
    List<ShardProcess> shards = new CopyOnWriteArrayList<>();
    Runnable interrupt =
        () -> {
          interrupted = true;
          shards.forEach(ShardProcess::interrupt);
        };
    Interrupt.Registration registration = invocation.interrupt().onRequest(interrupt);
    try {
      for (int i = 0; i < count && !interrupted; i++) {
        Path own = Files.createDirectories(folder.resolve("shard-" + (i + 1)));
        Files.deleteIfExists(own.resolve(ResultsFolder.MANIFEST));
        Plan plan = plans.apply(i);
        shards.add(ShardProcess.start(child(plan, i, own), plan.system().url(), own));
      }
      invocation.notice("Waiting for " + count + " processes to connect and warm up ...");
      begin(shards);
      for (ShardProcess shard : shards) {
        toTheEnd(
            () -> {
              shard.awaitEnd();
              return shard;
            });
      }
    } finally {
      registration.close();
      shards.forEach(ShardProcess::close);
    }
    return merged(shards, command);
  }

  /** Tells all the same start once the last is ready; none when the run cannot go on. */
  private void begin(List<ShardProcess> shards) throws IOException, InterruptedException {
    boolean ready = true;
    for (ShardProcess shard : shards) {
      // Of one that has stopped, the reason is in its results.
      if (ready && !toTheEnd(shard::awaitReady)) {
        ready = false;
        if (!interrupted && !shard.hasResults()) {
          throw shard.failure();
        }
      }
    }
    if (!ready || interrupted) {
      interrupted = true;
      // One may have been started after the others were told.
      shards.forEach(ShardProcess::interrupt);
      return;
    }
    invocation.notice("Measuring ...");
    long start = System.nanoTime() + LEAD.toNanos();
    for (ShardProcess shard : shards) {
      shard.begin(start);
    }
  }

  private <T> T toTheEnd(Waiting<T> waiting) throws InterruptedException {
    return Waiting.toTheEnd(invocation.interrupt(), waiting);
  }

  private Results merged(List<ShardProcess> shards, List<String> command)
      throws IOException, InterruptedException {
    List<Results> parts = new ArrayList<>();
    for (ShardProcess shard : shards) {
      if (shard.hasResults()) {
        parts.add(ResultsStore.read(shard.folder()));
      } else if (!interrupted) {
        throw shard.failure();
      }
    }
    if (parts.isEmpty()) {
      throw new InterruptedException("before any process had something to write");
    }
    return ShardMerge.of(parts, command);
  }

  private List<String> child(Plan plan, int index, Path own) {
    // A step of a ramp is a broadcast.
    boolean ramp = plan.scenario().equals(Scenario.RAMP.verb());
    List<String> command = JavaProcess.command();
    command.add("dev.chatctl.loadtest.LoadTest");
    command.addAll(List.of("loadtest", ramp ? Scenario.BROADCAST.verb() : plan.scenario()));
    command.addAll(arguments);
    command.addAll(List.of("--url", "-", "--out", own.toString()));
    command.addAll(List.of("--shard", (index + 1) + "/" + count, "--start-at", "-"));
    command.addAll(List.of("--run-id", plan.runId()));
    command.addAll(List.of("--clients", String.valueOf(plan.population().clients())));
    plan.system().metrics().ifPresent(to -> command.addAll(List.of("--metrics", to.toString())));
    if (!plan.population().everyonePublishes()) {
      command.addAll(List.of("--publishers", String.valueOf(plan.schedule().publishers())));
    }
    if (PlanRules.ownAddresses(plan.system().url(), plan.connections().source().orElse(null))) {
      command.addAll(List.of("--source", "127.0.0." + (index + 2)));
    }
    return command;
  }
}
