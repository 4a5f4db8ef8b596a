package dev.chatctl.loadtest.cli;

import dev.chatctl.cli.CliException;
import dev.chatctl.cli.ExitCode;
import dev.chatctl.cli.PrintableUrl;
import dev.chatctl.cli.value.Rate;
import dev.chatctl.loadtest.ledger.LoadShape;
import dev.chatctl.loadtest.ledger.Schedule;
import dev.chatctl.loadtest.plan.Chats;
import dev.chatctl.loadtest.plan.ConnectionSettings;
import dev.chatctl.loadtest.plan.HeapSpace;
import dev.chatctl.loadtest.plan.Plan;
import dev.chatctl.loadtest.plan.Population;
import dev.chatctl.loadtest.plan.Problems;
import dev.chatctl.loadtest.plan.RunClock;
import dev.chatctl.loadtest.plan.SystemUnderTest;
import dev.chatctl.loadtest.plan.Traffic;
import dev.chatctl.loadtest.plan.TrustedCertificates;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/** Makes a plan of a scenario and the options, or tells everything that is wrong with them. */
final class PlanBuilder {
  private static final DateTimeFormatter RUN_ID =
      DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").withZone(ZoneOffset.UTC);

  private final Scenario scenario;
  private final RunOptions options;
  private final Instant now;
  private final Problems problems = new Problems();
  private final Chats chats;

  /**
   * A builder.
   *
   * @param environment what descriptions may name of it
   */
  PlanBuilder(Scenario scenario, RunOptions options, Map<String, String> environment, Instant now) {
    this.scenario = scenario;
    this.options = options;
    this.now = now;
    this.chats = options.chat.read(environment, problems);
  }

  /** How clients speak. */
  Chats chats() {
    return chats;
  }

  /** The name that was given, or one of our own; two runs of the same second have two. */
  String runId() {
    short suffix = (short) ThreadLocalRandom.current().nextInt();
    return options.runId == null
        ? RUN_ID.format(now) + "-" + HexFormat.of().toHexDigits(suffix)
        : options.runId;
  }

  /**
   * Refuses what a ramp cannot go by.
   *
   * @param clients whether their number was given
   * @throws CliException with every problem; exit code 2
   */
  void checkRamp(boolean clients) {
    new PlanRules(options, problems).ramp(clients);
    if (!problems.lines().isEmpty()) {
      throw wrong(problems.lines());
    }
  }

  /**
   * The plan.
   *
   * @throws CliException with every problem of the options; exit code 2
   */
  Plan build(URI url, String runId, int clients) {
    int publishers = publishers(clients);
    var rules = new PlanRules(options, problems);
    rules.eachOption(clients, publishers);
    rules.shards(clients, publishers);
    rules.start(now);
    Optional<LoadShape> shape = shape();
    double rate = shape.map(LoadShape::meanRate).orElseGet(this::rate);
    int messages = shape.map(LoadShape::messages).orElse(options.messages);
    rules.traffic(messages, rate);
    int others = (scenario.everyonePublishes() ? 0 : publishers) + options.own.readers;
    chats.check(clients + others, options.rooms, problems);
    Optional<TrustedCertificates> trust = trust();
    if (problems.lines().isEmpty()) {
      rules.machine(
          new HeapSpace.Account(clients, messages, Math.ceilDiv(publishers, options.rooms)),
          others,
          url);
    }
    if (!problems.lines().isEmpty()) {
      throw wrong(problems.lines());
    }
    return new Plan(
        runId,
        scenario.verb(),
        new SystemUnderTest(url, trust, Optional.ofNullable(options.metrics), chats),
        new Population(
            clients,
            options.rooms,
            scenario.everyonePublishes(),
            options.own.readers,
            options.own.readRate.perSecond()),
        new Traffic(
            shape
                .map(s -> Schedule.shaped(s, publishers, options.rooms))
                .orElseGet(() -> Schedule.constant(messages, rate, publishers, options.rooms)),
            rate,
            (int) options.payload.bytes(),
            options.warmUps,
            options.deadline,
            options.linger),
        new ConnectionSettings(
            share(options.connectRate),
            options.connectsInFlight,
            scenario.reconnects(),
            keepAliveSeconds(),
            storm(),
            Optional.ofNullable(options.source)),
        options.share(),
        options.severalMachines() ? RunClock.epoch() : RunClock.MACHINE);
  }

  /** As asked for, or else as often as a description has it. */
  private int keepAliveSeconds() {
    return options.keepAlive.isZero()
        ? chats.first().keepAliveSeconds()
        : (int) options.keepAlive.toSeconds();
  }

  private int publishers(int clients) {
    if (scenario.everyonePublishes()) {
      problems.require(
          options.publishers == null,
          "--publishers",
          options.publishers,
          "not with " + scenario.verb() + ", where every client publishes");
      return clients;
    }
    return options.publishers == null ? options.processes() : options.publishers;
  }

  /** Rates are of the whole run, which the quotas of API Gateway are for. */
  private int share(Rate rate) {
    return Math.max(1, (int) rate.perSecond() / options.share().count());
  }

  private Optional<ConnectionSettings.Storm> storm() {
    return scenario == Scenario.RECONNECT_STORM
        ? Optional.of(
            new ConnectionSettings.Storm(
                options.own.stormAt.toMillis() / 1e3, share(options.own.stormRate)))
        : Optional.empty();
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
    try {
      return options.rate.contains(":")
          ? Optional.of(LoadShape.parse(options.rate))
          : Optional.empty();
    } catch (IllegalArgumentException e) {
      problems.add("--rate: " + e.getMessage());
      return Optional.of(LoadShape.parse("1:1s"));
    }
  }

  private double rate() {
    try {
      return Rate.parse(options.rate).perSecond();
    } catch (IllegalArgumentException e) {
      problems.require(false, "--rate", options.rate, "> 0, such as 5, 0.5/s or 5:30s,20:1m");
      return 1;
    }
  }

  /** Wrong input, one line for each problem. */
  static CliException wrong(List<String> problems) {
    return new CliException(ExitCode.USAGE, String.join("\nerror: ", problems));
  }

  /** The same for one. */
  static CliException wrong(String problem) {
    return wrong(List.of(problem));
  }

  /** The URL as given, checked. */
  static URI checked(URI url) {
    boolean webSocket = "ws".equals(url.getScheme()) || "wss".equals(url.getScheme());
    if (!webSocket || url.getHost() == null) {
      throw wrong(
          "--url: "
              + PrintableUrl.of(url.toString())
              + " (expected: ws://HOST... or wss://HOST...)");
    }
    return url;
  }
}
