package dev.chatctl.loadtest.cli;

import dev.chatctl.loadtest.ledger.LoadShape;
import dev.chatctl.loadtest.ledger.Schedule;
import dev.chatctl.loadtest.plan.ConnectionSettings;
import dev.chatctl.loadtest.plan.HeapSpace;
import dev.chatctl.loadtest.plan.Plan;
import dev.chatctl.loadtest.plan.Population;
import dev.chatctl.loadtest.plan.Problems;
import dev.chatctl.loadtest.plan.RunClock;
import dev.chatctl.loadtest.plan.Shard;
import dev.chatctl.loadtest.plan.SystemUnderTest;
import dev.chatctl.loadtest.plan.Traffic;
import dev.chatctl.loadtest.plan.TrustedCertificates;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;

/** Makes a plan of a scenario and the options, or tells everything that is wrong with them. */
final class PlanBuilder {
  private static final DateTimeFormatter RUN_ID =
      DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").withZone(ZoneOffset.UTC);

  private final Scenario scenario;
  private final Scenario.Defaults defaults;
  private final RunOptions options;
  private final Problems problems = new Problems();

  PlanBuilder(Scenario scenario, RunOptions options) {
    this.scenario = scenario;
    this.defaults = scenario.defaults();
    this.options = options;
  }

  /**
   * The plan.
   *
   * @throws CommandFailure with every problem of the options
   */
  Plan build(Host host, URI url) {
    int clients = RunOptions.or(options.clients, defaults.clients());
    int rooms = RunOptions.or(options.rooms, defaults.rooms());
    int publishers =
        defaults.everyonePublishes()
            ? clients
            : RunOptions.or(options.publishers, Math.max(options.shards, shard().count()));
    int readers = RunOptions.or(options.readers, defaults.readers());
    var rules = new PlanRules(options, defaults, problems);
    rules.eachOption(clients, rooms, publishers, readers);
    rules.shards(clients, publishers);
    rules.start(host.clock().instant());
    Optional<LoadShape> shape = shape();
    double rate = shape.map(LoadShape::meanRate).orElseGet(this::rate);
    int messages =
        shape.map(LoadShape::messages).orElse(RunOptions.or(options.messages, defaults.messages()));
    rules.traffic(messages, rate);
    Optional<TrustedCertificates> trust = trust();
    if (problems.lines().isEmpty()) {
      rules.machine(
          new HeapSpace.Account(clients, messages, Math.ceilDiv(publishers, rooms)),
          (defaults.everyonePublishes() ? 0 : publishers) + readers,
          url);
    }
    if (!problems.lines().isEmpty()) {
      throw CommandFailure.usage(problems.lines());
    }
    return new Plan(
        RunOptions.or(
            options.runId, RUN_ID.format(host.clock().instant()) + "-" + host.suffix().get()),
        scenario.verb(),
        new SystemUnderTest(url, trust, Optional.ofNullable(options.metrics)),
        new Population(
            clients,
            rooms,
            RunOptions.or(options.dialects, defaults.dialects()),
            defaults.everyonePublishes(),
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
        new ConnectionSettings(
            share(options.connectRate),
            options.connectsInFlight,
            defaults.reconnect(),
            RunOptions.or(options.keepAliveSeconds, defaults.keepAliveSeconds()),
            storm(),
            Optional.ofNullable(options.source)),
        shard(),
        options.severalMachines() ? RunClock.epoch() : RunClock.MACHINE);
  }

  /** Rates are of the whole run, which the quotas of API Gateway are for. */
  private int share(int rate) {
    return Math.max(1, rate / shard().count());
  }

  private Shard shard() {
    return RunOptions.or(options.shard, Shard.WHOLE);
  }

  private Optional<ConnectionSettings.Storm> storm() {
    int rate = RunOptions.or(options.stormRate, defaults.stormRate());
    return defaults.stormRate() == 0
        ? Optional.empty()
        : Optional.of(new ConnectionSettings.Storm(options.stormAtSecond, share(rate)));
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
    String text = RunOptions.or(options.rate, defaults.rate());
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
    String text = RunOptions.or(options.rate, defaults.rate());
    try {
      return Double.parseDouble(text.contains(":") ? "1" : text);
    } catch (NumberFormatException e) {
      problems.require(false, "--rate", text, "a number, or RATE:DURATION,...");
      return 1;
    }
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
