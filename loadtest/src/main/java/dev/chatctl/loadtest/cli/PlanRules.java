package dev.chatctl.loadtest.cli;

import dev.chatctl.cli.PrintableText;
import dev.chatctl.cli.value.Durations;
import dev.chatctl.cli.value.Rate;
import dev.chatctl.loadtest.plan.HeapSpace;
import dev.chatctl.loadtest.plan.OpenFiles;
import dev.chatctl.loadtest.plan.PortRange;
import dev.chatctl.loadtest.plan.Problems;
import dev.chatctl.loadtest.wire.Marker;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the options of a run must keep to; every breach is noted as a problem. */
final class PlanRules {
  private static final double HIGHEST_RATE = 10_000;
  private static final Duration LONGEST_DEADLINE = Duration.ofMinutes(10);
  private static final Duration LONGEST_LINGER = Duration.ofHours(1);

  private final RunOptions options;
  private final Problems problems;

  PlanRules(RunOptions options, Problems problems) {
    this.options = options;
    this.problems = problems;
  }

  /** Each option on its own, but for what is sent. */
  void eachOption(int clients, int publishers) {
    atLeast(1, "--clients", clients);
    int rooms = options.rooms;
    problems.require(rooms >= 1 && rooms <= Math.max(1, clients), "--rooms", rooms, "1..--clients");
    problems.require(
        publishers >= 1 && publishers <= 65_536, "--publishers", publishers, "1..65536");
    atLeast(0, "--readers", options.own.readers);
    problems.require(
        options.runId == null || options.runId.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,99}"),
        "--run-id",
        options.runId == null ? null : PrintableText.oneLine(options.runId),
        "letters, digits, dots, dashes and underscores, at most 100, beginning with a letter or"
            + " digit");
    problems.require(
        options.payload.bytes() >= Marker.LENGTH && options.payload.bytes() <= 100_000,
        "--payload",
        options.payload.bytes(),
        Marker.LENGTH + "..100000 bytes");
    atLeast(0, "--warm-up", options.warmUps);
    whole("--connect-rate", options.connectRate);
    atLeast(1, "--connects-in-flight", options.connectsInFlight);
    problems.require(
        options.deadline.toSeconds() >= 1 && options.deadline.compareTo(LONGEST_DEADLINE) <= 0,
        "--deadline",
        Durations.human(options.deadline),
        "1s..10m");
    problems.require(
        !options.linger.isNegative() && options.linger.compareTo(LONGEST_LINGER) <= 0,
        "--linger",
        Durations.human(options.linger),
        "0s..1h");
    problems.require(
        options.keepAlive.isZero() || options.keepAlive.toSeconds() >= 1,
        "--keep-alive",
        options.keepAlive.toMillis() + "ms",
        "0s, or >= 1s");
    problems.require(
        options.metrics == null || isHttp(options.metrics),
        "--metrics",
        options.metrics,
        "http://HOST... or https://HOST...");
    whole("--storm-rate", options.own.stormRate);
  }

  private void whole(String option, Rate rate) {
    problems.require(
        rate.perSecond() >= 1 && rate.perSecond() == Math.rint(rate.perSecond()),
        option,
        rate.perSecond(),
        "a whole number >= 1");
  }

  private void atLeast(int least, String option, int value) {
    problems.require(value >= least, option, value, ">= " + least);
  }

  private static boolean isHttp(URI url) {
    return List.of("http", "https").contains(String.valueOf(url.getScheme()))
        && url.getHost() != null;
  }

  /** What a run sends, once its shape is known. */
  void traffic(int messages, double rate) {
    atLeast(1, "--messages", messages);
    problems.require(
        rate > 0 && rate <= HIGHEST_RATE, "--rate", rate, "> 0 and <= 10000 broadcasts per second");
  }

  /** Those of a run that several processes share. */
  void shards(int clients, int publishers) {
    atLeast(1, "--shards", options.shards);
    atLeast(1, "--repeat", options.repeat);
    int count = options.processes();
    if (count > 1) {
      problems.require(clients >= count, "--clients", clients, ">= the number of shards");
      problems.require(publishers >= count, "--publishers", publishers, ">= the number of shards");
    }
    if (options.shard != null) {
      problems.require(options.shards == 1, "--shards", options.shards, "not with --shard");
      problems.require(options.startAt != null, "--start-at", "absent", "a time, with --shard");
      problems.require(options.repeat == 1, "--repeat", options.repeat, "not with --shard");
      problems.require(options.runId != null, "--run-id", "absent", "the same for all shards");
    }
  }

  /** Those of a ramp. */
  void ramp(boolean clients) {
    String rule = "not with ramp, which has --steps and --shards";
    problems.require(options.repeat == 1, "--repeat", options.repeat, "not with ramp");
    problems.require(options.shard == null, "--shard", "given", rule);
    problems.require(!clients, "--clients", "given", rule);
    List<Integer> steps = options.own.steps;
    problems.require(
        steps.equals(steps.stream().filter(n -> n >= 1).distinct().sorted().toList()),
        "--steps",
        steps,
        "growing numbers >= 1");
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
    int processes = options.processes();
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
}
