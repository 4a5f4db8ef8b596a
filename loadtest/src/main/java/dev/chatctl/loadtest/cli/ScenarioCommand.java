package dev.chatctl.loadtest.cli;

import dev.chatctl.loadtest.injector.StartSignal;
import dev.chatctl.loadtest.plan.EndpointProbe;
import dev.chatctl.loadtest.plan.Plan;
import dev.chatctl.loadtest.plan.ResultsFolder;
import dev.chatctl.loadtest.report.Results;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** One scenario: checks, starts the backend if asked to, measures, concludes. */
@Command(sortOptions = false)
final class ScenarioCommand implements Callable<Integer> {
  private static final Duration READY_PATIENCE = Duration.ofSeconds(60);

  private static final List<Integer> DEFAULT_STEPS = List.of(100, 200, 400, 800, 1600);

  private final Host host;
  private final Interrupts interrupts;
  private final Scenario scenario;
  private final boolean demo;

  @Mixin private RunOptions options;
  @Mixin private VerdictOptions verdict;
  @Spec private CommandSpec spec;

  @SuppressWarnings("NullAway.Init") // options and spec are injected by picocli
  ScenarioCommand(Host host, Interrupts interrupts, Scenario scenario, boolean demo) {
    this.host = host;
    this.interrupts = interrupts;
    this.scenario = scenario;
    this.demo = demo;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    boolean local = demo || options.local;
    if (local == (options.url != null)) {
      throw CommandFailure.usage(List.of("--url, --local: one of them is needed, and only one"));
    }
    URI url = options.url == null ? URI.create("ws://127.0.0.1/") : options.url;
    PlanBuilder.checked(url);
    GatlingReport.check(options.gatlingReport);
    List<Plan> plans = plans(url);
    Conclusion conclusion = Conclusion.prepare(host, verdict);
    Path folder = folder(plans);
    if (local) {
      return onLocalStack(plans, folder, conclusion);
    }
    probe(plans.getFirst());
    return measure(plans, folder, conclusion);
  }

  private Path folder(List<Plan> plans) {
    String runId =
        RunOptions.or(options.runId, plans.getFirst().runId().replaceFirst("-n\\d+$", ""));
    try {
      return ResultsFolder.prepare(
          RunOptions.or(options.out, Path.of("results", runId)), plans.getLast());
    } catch (IOException e) {
      throw new CommandFailure(ExitCode.USAGE, String.valueOf(e.getMessage()));
    }
  }

  private void probe(Plan plan) throws InterruptedException {
    Optional<String> refusal =
        interruptibly(() -> EndpointProbe.refusal(plan.urlOf(0, 0), plan.system().trust()));
    if (refusal.isPresent()) {
      throw new CommandFailure(
          ExitCode.UNAVAILABLE,
          "--url: %s (expected: a WebSocket endpoint that answers; %s)"
              .formatted(plan.system().shownUrl(), refusal.get()));
    }
  }

  private int onLocalStack(List<Plan> plans, Path folder, Conclusion conclusion)
      throws IOException, InterruptedException {
    String launcher = host.property().apply("chatctl.launcher");
    if (launcher == null) {
      throw new CommandFailure(
          ExitCode.USAGE, "the property chatctl.launcher is not set: start this with ./chatctl");
    }
    host.err().println("Starting the backend on this machine ...");
    try (LocalStack stack = LocalStack.start(launcher, folder.resolve("local.log"))) {
      LocalStack.Description backend = interruptibly(() -> stack.description(READY_PATIENCE));
      host.err().println("Backend is ready at " + backend.webSocketUrl());
      List<Plan> there =
          plans.stream()
              .map(plan -> plan.at(backend.webSocketUrl()))
              .map(
                  plan ->
                      plan.system().metrics().isEmpty()
                          ? plan.reportingTo(backend.metrics())
                          : plan)
              .toList();
      return measure(there, folder, conclusion);
    }
  }

  /** What can wait for long, and may be interrupted. */
  private interface Waiting<T> {
    T await() throws InterruptedException;
  }

  private <T> T interruptibly(Waiting<T> waiting) throws InterruptedException {
    Thread thread = Thread.currentThread();
    Interrupts.Registration registration = interrupts.onInterrupt(thread::interrupt);
    try {
      return waiting.await();
    } finally {
      registration.close();
    }
  }

  private int measure(List<Plan> plans, Path folder, Conclusion conclusion)
      throws IOException, InterruptedException {
    List<String> arguments = spec.commandLine().getParseResult().originalArgs();
    List<String> command = Arguments.command(scenario.verb(), demo, arguments);
    Runner runner =
        options.shards > 1
            ? new LocalShards(host, interrupts, arguments, options.shards)
            : new Measurement(host, interrupts, signal(), options.gatlingReport);
    if (scenario == Scenario.RAMP) {
      return new Ramp(host, runner, conclusion).run(plans, folder, command);
    }
    Plan plan = plans.getFirst();
    Results results = runner.run(plan, folder, command);
    return plan.shard().count() > 1
        ? conclusion.ofShard(results, folder)
        : conclusion.of(results, folder);
  }

  /** One plan, or one for each step of a ramp. */
  private List<Plan> plans(URI url) {
    if (scenario != Scenario.RAMP) {
      return List.of(new PlanBuilder(scenario, options).build(host, url));
    }
    if (options.shard != null || options.clients != null) {
      throw CommandFailure.usage(
          List.of("--shard, --clients: not with ramp (expected: --steps, and --shards)"));
    }
    List<Integer> steps = RunOptions.or(options.steps, DEFAULT_STEPS);
    if (steps.stream().distinct().sorted().toList().equals(steps)) {
      return steps.stream().map(clients -> step(clients, url)).toList();
    }
    throw CommandFailure.usage(List.of("--steps: " + steps + " (expected: growing numbers)"));
  }

  private Plan step(int clients, URI url) {
    String runId = options.runId;
    options.clients = clients;
    try {
      Plan plan = new PlanBuilder(scenario, options).build(host, url);
      options.runId = plan.runId() + "-n" + clients;
      return new PlanBuilder(scenario, options).build(host, url);
    } finally {
      options.runId = runId;
      options.clients = null;
    }
  }

  private StartSignal signal() {
    if (options.startAt == null) {
      return StartSignal.WHEN_READY;
    }
    return options.startAt.equals("-")
        ? new StartOnInput(host)
        : StartSignal.at(Arguments.epochNanos(options.startAt));
  }
}
