package dev.chatctl.loadtest.cli;

import dev.chatctl.cli.CliException;
import dev.chatctl.cli.ExitCode;
import dev.chatctl.cli.Interrupt;
import dev.chatctl.cli.Invocation;
import dev.chatctl.cli.process.SignsOfLife;
import dev.chatctl.description.SocketRequest;
import dev.chatctl.loadtest.injector.Gatling;
import dev.chatctl.loadtest.injector.StartSignal;
import dev.chatctl.loadtest.plan.Chats;
import dev.chatctl.loadtest.plan.EndpointProbe;
import dev.chatctl.loadtest.plan.Plan;
import dev.chatctl.loadtest.plan.ResultsFolder;
import dev.chatctl.loadtest.report.Results;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.Spec;

/** One scenario: checks, starts the backend if asked to, measures, concludes. */
@Command(sortOptions = false)
final class ScenarioCommand implements Callable<Integer> {
  private final Invocation invocation;
  private final Gatling gatling;
  private final Scenario scenario;
  private final boolean demo;

  @Mixin private RunOptions options;
  @Mixin private VerdictOptions verdict;
  @Spec private CommandSpec spec;

  @SuppressWarnings("NullAway.Init") // options and spec are injected by picocli
  ScenarioCommand(Invocation invocation, Gatling gatling, Scenario scenario, boolean demo) {
    this.invocation = invocation;
    this.gatling = gatling;
    this.scenario = scenario;
    this.demo = demo;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    boolean local = demo || options.local;
    if (local == (options.url != null)) {
      throw PlanBuilder.wrong("--url, --local: one of them is needed, and only one");
    }
    URI url =
        options.url == null
            ? URI.create("ws://127.0.0.1/")
            : PlanBuilder.checked(given(options.url));
    GatlingReport.check(options.gatlingReport);
    options.chat.sessions = gatling.hasUsersOfItsOwn();
    var builder = new PlanBuilder(scenario, options, invocation.env(), invocation.now());
    adapt(builder.chats());
    String runId = builder.runId();
    List<Plan> plans = plans(builder, url, runId);
    Conclusion conclusion = Conclusion.prepare(invocation, verdict);
    Path folder =
        prepare(options.out == null ? Path.of("results", runId) : options.out, plans.getLast());
    if (local) {
      return onLocalBackend(plans, folder, conclusion);
    }
    if (!gatling.hasUsersOfItsOwn()) { // who may have to sign in before
      probe(plans.getFirst());
    }
    return measure(plans, folder, conclusion);
  }

  /** The URL, or what standard input has to say of it in its first line. */
  private URI given(URI url) throws IOException {
    if (!url.toString().equals("-")) {
      return url;
    }
    StringBuilder line = new StringBuilder();
    InputStream in = invocation.surroundings().in();
    // Byte by byte: what comes after is for others to read.
    for (int b = in.read(); b >= 0 && b != '\n'; b = in.read()) {
      line.append((char) b);
    }
    try {
      return URI.create(line.toString().strip());
    } catch (IllegalArgumentException e) {
      throw PlanBuilder.wrong("--url: no URL on standard input (expected: wss://HOST...)");
    }
  }

  /** What a scenario has by itself and the chat has not is said, and left out. */
  private void adapt(Chats chats) {
    if (options.rooms > 1 && !chats.haveRooms() && !given().hasMatchedOption("--rooms")) {
      invocation.say(chats.shown() + ": no ${room} in it, so everybody is in one room");
      options.rooms = 1;
    }
    if (options.own.readers > 0 && chats.first().history().isEmpty()) {
      invocation.say(chats.shown() + ": no \"history\" in it, so nobody reads it");
      options.own.readers = 0;
    }
  }

  /** One plan, or one for each step of a ramp. */
  private List<Plan> plans(PlanBuilder builder, URI url, String runId) {
    if (scenario != Scenario.RAMP) {
      return options.repeat <= 1
          ? List.of(builder.build(url, runId, options.clients))
          : IntStream.rangeClosed(1, options.repeat)
              .mapToObj(i -> builder.build(url, runId + "-r" + i, options.clients))
              .toList();
    }
    builder.checkRamp(given().hasMatchedOption("--clients"));
    return options.own.steps.stream()
        .map(clients -> builder.build(url, runId + "-n" + clients, clients))
        .toList();
  }

  private ParseResult given() {
    return spec.commandLine().getParseResult();
  }

  /** The folder for the results, proven to take them. */
  static Path prepare(Path folder, Plan largest) {
    try {
      return ResultsFolder.prepare(folder, largest);
    } catch (IOException e) {
      throw PlanBuilder.wrong(String.valueOf(e.getMessage()));
    }
  }

  private void probe(Plan plan) throws InterruptedException {
    Optional<String> refusal =
        interruptibly(() -> EndpointProbe.refusal(firstRequest(plan), plan.system().trust()));
    if (refusal.isPresent()) {
      throw new CliException(
          ExitCode.UNAVAILABLE,
          "--url: %s (expected: a WebSocket endpoint that answers; %s)"
              .formatted(plan.system().shownUrl(), refusal.get()));
    }
  }

  private static SocketRequest firstRequest(Plan plan) {
    return plan.protocol(0).request(plan.system().url(), plan.client(0, Map.of()));
  }

  private int onLocalBackend(List<Plan> plans, Path folder, Conclusion conclusion)
      throws IOException, InterruptedException {
    invocation.notice("Starting the backend on this machine ...");
    try (LocalBackend backend =
        LocalBackend.start(
            LocalBackend.launcher(), List.of(), folder.resolve("local.log"), SignsOfLife.SILENCE)) {
      LocalBackend.Addresses addresses = interruptibly(backend::addresses);
      invocation.notice("Backend is ready at " + addresses.webSocketUrl());
      List<Plan> there =
          plans.stream()
              .map(plan -> plan.at(addresses.webSocketUrl()))
              .map(
                  plan ->
                      plan.system().metrics().isEmpty()
                          ? plan.reportingTo(addresses.metrics())
                          : plan)
              .toList();
      return measure(there, folder, conclusion);
    }
  }

  /** What can wait for long, and may be given up. */
  private <T> T interruptibly(Waiting<T> waiting) throws InterruptedException {
    Thread thread = Thread.currentThread();
    Interrupt.Registration registration = invocation.interrupt().onRequest(thread::interrupt);
    try {
      return waiting.await();
    } finally {
      registration.close();
    }
  }

  private int measure(List<Plan> plans, Path folder, Conclusion conclusion)
      throws IOException, InterruptedException {
    List<String> command =
        Arguments.command(demo ? List.of("demo") : List.of("loadtest", scenario.verb()), given());
    Runner runner =
        options.shards > 1
            ? new LocalShards(
                invocation, Arguments.without(given(), LocalShards.OURS), options.shards)
            : new Measurement(invocation, gatling, signal(), options.gatlingReport);
    if (scenario == Scenario.RAMP) {
      return new Ramp(runner, conclusion).run(plans, folder, command);
    }
    if (plans.size() > 1) {
      return new Repeat(runner, conclusion).run(plans, folder, command);
    }
    Plan plan = plans.getFirst();
    Results results = runner.run(plan, folder, command);
    return plan.shard().count() > 1
        ? conclusion.ofShard(results, folder)
        : conclusion.of(results, folder);
  }

  private StartSignal signal() {
    if (options.startAt == null) {
      return StartSignal.WHEN_READY;
    }
    return options.startAt.equals("-")
        ? new StartOnInput(invocation)
        : StartSignal.at(Arguments.epochNanos(options.startAt));
  }
}
