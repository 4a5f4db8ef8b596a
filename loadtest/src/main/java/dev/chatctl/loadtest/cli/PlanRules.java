package dev.chatctl.loadtest.cli;

import dev.chatctl.loadtest.plan.HeapSpace;
import dev.chatctl.loadtest.plan.OpenFiles;
import dev.chatctl.loadtest.plan.PortRange;
import dev.chatctl.loadtest.plan.Problems;
import dev.chatctl.loadtest.plan.Shard;
import dev.chatctl.loadtest.wire.Marker;
import java.net.InetAddress;
import java.net.URI;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the options of a run must keep to; every breach is noted as a problem. */
final class PlanRules {
  private static final double HIGHEST_RATE = 10_000;

  private final RunOptions options;
  private final Scenario.Defaults defaults;
  private final Problems problems;

  PlanRules(RunOptions options, Scenario.Defaults defaults, Problems problems) {
    this.options = options;
    this.defaults = defaults;
    this.problems = problems;
  }

  /** Each option on its own, but for what is sent. */
  void eachOption(int clients, int rooms, int publishers, int readers) {
    problems.require(clients >= 1, "--clients", clients, ">= 1");
    problems.require(rooms >= 1 && rooms <= Math.max(1, clients), "--rooms", rooms, "1..--clients");
    problems.require(
        publishers >= 1 && publishers <= 65_536, "--publishers", publishers, "1..65536");
    problems.require(readers >= 0, "--readers", readers, ">= 0");
    problems.require(options.readRate > 0, "--read-rate", options.readRate, "> 0");
    problems.require(
        options.payloadBytes >= Marker.LENGTH && options.payloadBytes <= 100_000,
        "--payload",
        options.payloadBytes,
        Marker.LENGTH + "..100000");
    problems.require(options.warmUps >= 0, "--warm-up", options.warmUps, ">= 0");
    problems.require(options.connectRate >= 1, "--connect-rate", options.connectRate, ">= 1");
    problems.require(
        options.connectsInFlight >= 1, "--connects-in-flight", options.connectsInFlight, ">= 1");
    problems.require(
        options.deadlineSeconds >= 1 && options.deadlineSeconds <= 600,
        "--deadline",
        options.deadlineSeconds,
        "1..600");
    int keepAlive = RunOptions.or(options.keepAliveSeconds, defaults.keepAliveSeconds());
    problems.require(keepAlive >= 0, "--keep-alive", keepAlive, ">= 0");
    problems.require(
        options.metrics == null || isHttp(options.metrics),
        "--metrics",
        options.metrics,
        "http://HOST... or https://HOST...");
    int storm = RunOptions.or(options.stormRate, Math.max(1, defaults.stormRate()));
    problems.require(storm >= 1, "--storm-rate", storm, ">= 1");
  }

  private static boolean isHttp(URI url) {
    return List.of("http", "https").contains(String.valueOf(url.getScheme()))
        && url.getHost() != null;
  }

  /** What a run sends, once its shape is known. */
  void traffic(int messages, double rate) {
    problems.require(messages >= 1, "--messages", messages, ">= 1");
    problems.require(
        rate > 0 && rate <= HIGHEST_RATE, "--rate", rate, "> 0 and <= 10000 broadcasts per second");
  }

  /** Those of a run that several processes share. */
  void shards(int clients, int publishers) {
    problems.require(options.shards >= 1, "--shards", options.shards, ">= 1");
    int count = processes();
    if (count > 1) {
      problems.require(clients >= count, "--clients", clients, ">= the number of shards");
      problems.require(publishers >= count, "--publishers", publishers, ">= the number of shards");
    }
    if (options.shard != null) {
      problems.require(options.shards == 1, "--shards", options.shards, "not with --shard");
      problems.require(options.startAt != null, "--start-at", "absent", "a time, with --shard");
      problems.require(options.runId != null, "--run-id", "absent", "the same for all shards");
    }
  }

  /** The time that shards of several machines start at. */
  void start(Instant now) {
    if (options.startAt != null && options.severalMachines()) {
      long start = Arguments.epochNanos(options.startAt);
      problems.require(
          start > ChronoUnit.NANOS.between(Instant.EPOCH, now),
          "--start-at",
          options.startAt,
          "a time to come, for connecting and the warm-up come first");
    }
  }

  /**
   * What this machine has room for.
   *
   * @param others connections besides the listeners'
   */
  void machine(HeapSpace.Account account, int others, URI url) {
    int processes = processes();
    long clients = account.listeners();
    OpenFiles.ofThisProcess().check("--clients", clients, others, processes, problems);
    boolean sharing = options.shards > 1 && !ownAddresses(url, options.source);
    PortRange.ofThisMachine()
        .check("--clients", clients, others, sharing ? 1 : processes, sharing, problems);
    HeapSpace.ofThisProcess().check(account, processes, problems);
  }

  /**
   * Whether shards on this machine connect from an address each: on Linux all of 127.0.0.0/8 is
   * local, so that they do on loopback. Elsewhere the ports of one address are for all of them.
   */
  static boolean ownAddresses(URI url, @Nullable InetAddress source) {
    return source == null && String.valueOf(url.getHost()).matches("localhost|127(\\.\\d+){3}");
  }

  private int processes() {
    return Math.max(options.shards, RunOptions.or(options.shard, Shard.WHOLE).count());
  }
}
