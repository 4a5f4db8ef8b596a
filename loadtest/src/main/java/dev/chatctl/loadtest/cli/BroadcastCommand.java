package dev.chatctl.loadtest.cli;

import dev.chatctl.loadtest.plan.EndpointProbe;
import dev.chatctl.loadtest.plan.Plan;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code chatctl loadtest broadcast}: everybody listens, a few publish. */
@Command(
    name = "broadcast",
    description = "Opens N listeners, broadcasts M messages and accounts for every delivery.",
    sortOptions = false)
final class BroadcastCommand implements Callable<Integer> {
  private final Host host;
  private final Interrupts interrupts;

  @Option(
      names = "--url",
      required = true,
      paramLabel = "URL",
      description = "WebSocket endpoint, ws://... or wss://...")
  private URI url;

  @Mixin private BroadcastOptions options;

  @SuppressWarnings("NullAway.Init") // url and options are injected by picocli
  BroadcastCommand(Host host, Interrupts interrupts) {
    this.host = host;
    this.interrupts = interrupts;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    checkUrl();
    Plan plan = options.plan(host, url);
    Path folder = options.resultsFolder(plan.runId());
    Optional<String> refusal = EndpointProbe.refusal(url);
    if (refusal.isPresent()) {
      throw new CommandFailure(
          ExitCode.UNAVAILABLE,
          "--url: "
              + url
              + " (expected: a WebSocket endpoint that answers; "
              + refusal.get()
              + ")");
    }
    return new Measurement(host, interrupts).run(plan, folder);
  }

  private void checkUrl() {
    boolean webSocket = "ws".equals(url.getScheme()) || "wss".equals(url.getScheme());
    if (!webSocket || url.getHost() == null) {
      throw CommandFailure.usage(
          List.of("--url: " + url + " (expected: ws://HOST... or wss://HOST...)"));
    }
  }
}
