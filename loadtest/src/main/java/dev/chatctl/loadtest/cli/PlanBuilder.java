package dev.chatctl.loadtest.cli;

import dev.chatctl.loadtest.ledger.LoadShape;
import dev.chatctl.loadtest.ledger.Schedule;
import dev.chatctl.loadtest.plan.Audience;
import dev.chatctl.loadtest.plan.Connecting;
import dev.chatctl.loadtest.plan.HeapSpace;
import dev.chatctl.loadtest.plan.OpenFiles;
import dev.chatctl.loadtest.plan.Plan;
import dev.chatctl.loadtest.plan.PortRange;
import dev.chatctl.loadtest.plan.Problems;
import dev.chatctl.loadtest.plan.Shard;
import dev.chatctl.loadtest.plan.Timeline;
import dev.chatctl.loadtest.plan.Traffic;
import dev.chatctl.loadtest.plan.TrustedCertificates;
import dev.chatctl.loadtest.wire.Marker;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Makes a plan of a scenario and the options, or tells everything that is wrong with them. */
final class PlanBuilder {
  private static final DateTimeFormatter RUN_ID =
      DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").withZone(ZoneOffset.UTC);
  private static final double HIGHEST_RATE = 10_000;

  private final Scenario scenario;
  private final Scenario.Defaults defaults;
  private final RunOptions options;
  private final Problems problems = new Problems();

  PlanBuilder(Scenario scenario, RunOptions options) {
    this.scenario = scenario;
    this.defaults = scenario.defaults();
    this.options = options;
  }

  private static <T> T or(@Nullable T given, T otherwise) {
    return given == null ? otherwise : given;
  }

  /**
   * The plan.
   *
   * @throws CommandFailure with every problem of the options
   */
  Plan build(Host host, URI url) {
    int clients = or(options.clients, defaults.clients());
    int rooms = or(options.rooms, defaults.rooms());
    int publishers =
        defaults.everyoneTalks()
            ? clients
            : or(options.publishers, Math.max(options.shards, shard().count()));
    int readers = or(options.readers, defaults.readers());
    check(clients, rooms, publishers, readers);
    checkShards(clients, publishers);
    checkStart(host.clock().instant());
    Optional<LoadShape> shape = shape();
    double rate = shape.map(LoadShape::meanRate).orElseGet(this::rate);
    int messages = shape.map(LoadShape::messages).orElse(or(options.messages, defaults.messages()));
    problems.require(messages >= 1, "--messages", messages, ">= 1");
    problems.require(
        rate > 0 && rate <= HIGHEST_RATE, "--rate", rate, "> 0 and <= 10000 broadcasts per second");
    Optional<TrustedCertificates> trust = trust();
    if (problems.lines().isEmpty()) {
      checkMachine(
          new HeapSpace.Account(clients, messages, Math.ceilDiv(publishers, rooms)),
          (defaults.everyoneTalks() ? 0 : publishers) + readers);
    }
    if (!problems.lines().isEmpty()) {
      throw CommandFailure.usage(problems.lines());
    }
    return new Plan(
        or(options.runId, RUN_ID.format(host.clock().instant()) + "-" + host.suffix().get()),
        scenario.verb(),
        url,
        new Audience(
            clients,
            rooms,
            or(options.dialects, defaults.dialects()),
            defaults.everyoneTalks(),
            readers,
            options.readRate),
        new Traffic(
            shape
                .map(s -> Schedule.shaped(s, publishers, rooms))
                .orElseGet(() -> Schedule.constant(messages, rate, publishers, rooms)),
            rate,
            options.payloadBytes,
            options.warmUps,
            Duration.ofSeconds(options.deadlineSeconds)),
        new Connecting(
            share(options.connectRate),
            options.connectsInFlight,
            defaults.reconnect(),
            or(options.keepAliveSeconds, defaults.keepAliveSeconds()),
            storm(),
            trust,
            Optional.ofNullable(options.source)),
        shard(),
        severalMachines() ? Timeline.epoch() : Timeline.MACHINE,
        Optional.ofNullable(options.metrics));
  }

  /** Rates are of the whole run, which the quotas of API Gateway are for. */
  private int share(int rate) {
    return Math.max(1, rate / shard().count());
  }

  private Shard shard() {
    return or(options.shard, Shard.WHOLE);
  }

  private boolean severalMachines() {
    return options.startAt != null && !options.startAt.equals("-");
  }

  private Optional<Connecting.Storm> storm() {
    int rate = or(options.stormRate, defaults.stormRate());
    return defaults.stormRate() == 0
        ? Optional.empty()
        : Optional.of(new Connecting.Storm(options.stormAtSecond, share(rate)));
  }

  private Optional<TrustedCertificates> trust() {
    try {
      return options.certificates == null
          ? Optional.empty()
          : Optional.of(TrustedCertificates.read(options.certificates));
    } catch (IOException e) {
      problems.add(String.valueOf(e.getMessage()));
      return Optional.empty();
    }
  }

  private Optional<LoadShape> shape() {
    String text = or(options.rate, defaults.rate());
    if (!text.contains(":") || (options.rate == null && options.messages != null)) {
      return Optional.empty();
    }
    try {
      return Optional.of(LoadShape.parse(text));
    } catch (IllegalArgumentException e) {
      problems.add("--rate: " + e.getMessage());
      return Optional.of(LoadShape.parse("1:1"));
    }
  }

  private double rate() {
    String text = or(options.rate, defaults.rate());
    try {
      return Double.parseDouble(text.contains(":") ? "1" : text);
    } catch (NumberFormatException e) {
      problems.require(false, "--rate", text, "a number, or RATE:DURATION,...");
      return 1;
    }
  }

  private void check(int clients, int rooms, int publishers, int readers) {
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
    int keepAlive = or(options.keepAliveSeconds, defaults.keepAliveSeconds());
    problems.require(keepAlive >= 0, "--keep-alive", keepAlive, ">= 0");
    int storm = or(options.stormRate, Math.max(1, defaults.stormRate()));
    problems.require(storm >= 1, "--storm-rate", storm, ">= 1");
  }

  private void checkShards(int clients, int publishers) {
    problems.require(options.shards >= 1, "--shards", options.shards, ">= 1");
    int count = Math.max(options.shards, shard().count());
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

  private void checkStart(Instant now) {
    if (options.startAt != null && severalMachines()) {
      long start = Arguments.epochNanos(options.startAt);
      problems.require(
          start > ChronoUnit.NANOS.between(Instant.EPOCH, now),
          "--start-at",
          options.startAt,
          "a time to come, for connecting and the warm-up come first");
    }
  }

  private void checkMachine(HeapSpace.Account account, int others) {
    int processes = Math.max(options.shards, shard().count());
    long clients = account.listeners();
    OpenFiles.ofThisProcess().check("--clients", clients, others, processes, problems);
    PortRange.ofThisMachine().check("--clients", clients, others, processes, problems);
    HeapSpace.ofThisProcess().check(account, processes, problems);
  }

  /** The URL as given, checked. */
  static URI checked(URI url) {
    boolean webSocket = "ws".equals(url.getScheme()) || "wss".equals(url.getScheme());
    if (!webSocket || url.getHost() == null) {
      throw CommandFailure.usage(
          List.of("--url: " + url + " (expected: ws://HOST... or wss://HOST...)"));
    }
    return url;
  }
}
