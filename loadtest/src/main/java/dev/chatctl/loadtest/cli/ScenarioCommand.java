package dev.chatctl.loadtest.cli;

import dev.chatctl.loadtest.drive.StartSignal;
import dev.chatctl.loadtest.plan.EndpointProbe;
import dev.chatctl.loadtest.plan.Plan;
import dev.chatctl.loadtest.plan.ResultsFolder;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
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
    Plan plan = new PlanBuilder(scenario, options).build(host, url);
    Conclusion conclusion = Conclusion.prepare(host, verdict);
    Path folder = folder(plan);
    if (local) {
      return onLocalStack(plan, folder, conclusion);
    }
    Optional<String> refusal = EndpointProbe.refusal(plan.urlOf(0, 0));
    if (refusal.isPresent()) {
      throw new CommandFailure(
          ExitCode.UNAVAILABLE,
          "--url: %s (expected: a WebSocket endpoint that answers; %s)"
              .formatted(url, refusal.get()));
    }
    return measure(plan, folder, conclusion);
  }

  private Path folder(Plan plan) {
    try {
      return ResultsFolder.prepare(
          options.out == null ? Path.of("results", plan.runId()) : options.out);
    } catch (IOException e) {
      throw new CommandFailure(ExitCode.USAGE, String.valueOf(e.getMessage()));
    }
  }

  private int onLocalStack(Plan plan, Path folder, Conclusion conclusion)
      throws IOException, InterruptedException {
    String launcher = host.property().apply("chatctl.launcher");
    if (launcher == null) {
      throw new CommandFailure(
          ExitCode.USAGE, "the property chatctl.launcher is not set: start this with ./chatctl");
    }
    host.err().println("Starting the backend on this machine ...");
    try (LocalStack stack = LocalStack.start(launcher, folder.resolve("local.log"))) {
      URI url = awaitReady(stack);
      host.err().println("Backend is ready at " + url);
      return measure(plan.at(url), folder, conclusion);
    }
  }

  private URI awaitReady(LocalStack stack) throws InterruptedException {
    Thread waiting = Thread.currentThread();
    Interrupts.Registration registration = interrupts.onInterrupt(waiting::interrupt);
    try {
      return stack.webSocketUrl(READY_PATIENCE);
    } finally {
      registration.close();
    }
  }

  private int measure(Plan plan, Path folder, Conclusion conclusion)
      throws IOException, InterruptedException {
    List<String> arguments = spec.commandLine().getParseResult().originalArgs();
    List<String> command = Arguments.command(scenario.verb(), demo, arguments);
    if (scenario == Scenario.RAMP) {
      return new Ramp(host, interrupts, conclusion).run(steps(plan), folder, command);
    }
    if (options.shards > 1) {
      return new LocalShards(host, interrupts, scenario, options.shards)
          .run(plan, arguments, folder, command, conclusion);
    }
    Measurement measurement = new Measurement(host, interrupts);
    var results = measurement.run(plan, folder, command, signal());
    return plan.shard().count() > 1
        ? conclusion.ofShard(results, folder)
        : conclusion.of(results, folder);
  }

  /** A plan for each N, each a run of its own. */
  private List<Plan> steps(Plan plan) {
    List<Plan> plans = new ArrayList<>();
    for (int clients : options.steps == null ? DEFAULT_STEPS : options.steps) {
      options.clients = clients;
      options.runId = plan.runId() + "-" + clients;
      plans.add(new PlanBuilder(scenario, options).build(host, plan.url()));
    }
    return plans;
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
