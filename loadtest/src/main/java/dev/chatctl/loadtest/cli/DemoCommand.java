package dev.chatctl.loadtest.cli;

import dev.chatctl.loadtest.plan.Plan;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code chatctl demo}: the whole backend on this machine, and a broadcast through it. */
@Command(
    name = "demo",
    description = {
      "Starts the whole backend on this machine, broadcasts through it and reports.",
      "Exits with 0 only if every delivery arrived, and none twice; with 5 otherwise."
    },
    sortOptions = false)
final class DemoCommand implements Callable<Integer> {
  private static final Duration READY_PATIENCE = Duration.ofSeconds(60);

  private final Host host;
  private final Interrupts interrupts;

  @Mixin private BroadcastOptions options;

  @SuppressWarnings("NullAway.Init") // options are injected by picocli
  DemoCommand(Host host, Interrupts interrupts) {
    this.host = host;
    this.interrupts = interrupts;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    String launcher = host.property().apply("chatctl.launcher");
    if (launcher == null) {
      throw new CommandFailure(
          ExitCode.USAGE,
          "the property chatctl.launcher is not set: start this with ./chatctl demo");
    }
    Plan plan = options.plan(host, URI.create("ws://127.0.0.1/"));
    Path folder = options.resultsFolder(plan.runId());
    host.err().println("Starting the backend on this machine ...");
    try (LocalStack stack = LocalStack.start(launcher, folder.resolve("local.log"))) {
      URI url = awaitReady(stack);
      host.err().println("Backend is ready at " + url);
      return new Measurement(host, interrupts).run(plan.at(url), folder);
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
}
