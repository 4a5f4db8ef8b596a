package dev.chatctl.loadtest.cli;

import dev.chatctl.cli.CliException;
import dev.chatctl.cli.ExitCode;
import dev.chatctl.cli.Interrupt;
import dev.chatctl.cli.Invocation;
import dev.chatctl.cli.PrintableUrl;
import dev.chatctl.cli.output.Rows;
import dev.chatctl.description.SocketRequest;
import dev.chatctl.loadtest.consistency.run.CheckedChat;
import dev.chatctl.loadtest.consistency.run.ConsistencyRun;
import dev.chatctl.loadtest.plan.EndpointProbe;
import dev.chatctl.loadtest.plan.Feeder;
import dev.chatctl.loadtest.plan.TrustedCertificates;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code chatctl loadtest consistency}: whether a chat keeps its promises. */
@Command(
    name = "consistency",
    sortOptions = false,
    description = {
      "Check what a chat promises: acknowledged is stored, told once, and never missed by who"
          + " resumes.",
      "Clients talk, leave, come back, repeat, page and resume; docs/consistency.md tells what is"
          + " judged."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:every promise was kept",
      "2:bad option",
      "5:violations, each with the history that proves it",
      "6:the chat cannot be reached",
      "130:interrupted; nothing is judged"
    })
final class ConsistencyCommand implements Callable<Integer> {
  @Option(names = "--url", paramLabel = "URL", description = "WebSocket endpoint, ws:// or wss://.")
  private @Nullable URI url;

  @Option(
      names = "--local",
      description = "Start the backend on this machine, and judge by its tables too.")
  private boolean local;

  @Option(
      names = "--time",
      paramLabel = "LENGTH",
      defaultValue = "1m",
      converter = RunOptions.Seconds.class,
      description = "How long clients go on (default: ${DEFAULT-VALUE}).")
  private Duration time = Duration.ZERO;

  @Option(
      names = "--faults",
      paramLabel = "FAULTS",
      defaultValue = "none",
      description =
          "With --local: what goes wrong meanwhile. none, all, or a list such as"
              + " gone,table-throttle=5%%,stack-kill=30s (default: ${DEFAULT-VALUE}).")
  private String faults = "";

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "What clients do, and when something goes wrong (default: another each time).")
  private @Nullable Long seed;

  @Option(
      names = "--clients",
      paramLabel = "N",
      defaultValue = "12",
      description = "Clients, in three rooms (default: ${DEFAULT-VALUE}).")
  private int clients;

  @Option(
      names = "--feeder",
      paramLabel = "FILE",
      description =
          "With --url: who signs in, columns user and token, CSV or JSON lines; all others are"
              + " guests.")
  private @Nullable Path feeder;

  @Option(
      names = "--cacert",
      paramLabel = "FILE",
      description = "Trust the certificates in this PEM file instead of the JDK's.")
  private @Nullable Path certificates;

  private final Invocation invocation;

  ConsistencyCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    if (local == (url != null)) {
      throw PlanBuilder.wrong("--url, --local: one of them is needed, and only one");
    }
    if (clients < 6 || clients > 1000) {
      throw PlanBuilder.wrong("--clients: " + clients + " (expected: 6 to 1000)");
    }
    if (time.isZero() || time.isNegative()) {
      throw PlanBuilder.wrong("--time: " + time.toSeconds() + " s (expected: > 0)");
    }
    Trouble trouble = Trouble.parse(faults);
    if (!local && !faults.equals("none")) {
      throw PlanBuilder.wrong("--faults: only with --local, whose faults are ours to make");
    }
    long drawn = seed == null ? ThreadLocalRandom.current().nextInt(1_000_000) : seed;
    var plan = new ConsistencyRun.Plan(clients, time, drawn);
    Thread thread = Thread.currentThread();
    Interrupt.Registration registration = invocation.interrupt().onRequest(thread::interrupt);
    try (HttpClient http = http()) {
      return url == null
          ? onLocal(plan, trouble, http)
          : conclude(plan, http, reachable(PlanBuilder.checked(url)));
    } finally {
      registration.close();
    }
  }

  private int onLocal(ConsistencyRun.Plan plan, Trouble trouble, HttpClient http)
      throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory("chatctl-consistency-");
    invocation.notice("Starting the backend on this machine ...");
    // Some members more and less are in a room at times: some of what is said goes by the queue.
    try (LocalChat chat = new LocalChat(http, folder, trouble, plan.seed(), clients / 3 - 1)) {
      return conclude(plan, http, chat);
    } finally {
      delete(folder);
    }
  }

  private int conclude(ConsistencyRun.Plan plan, HttpClient http, CheckedChat chat)
      throws IOException, InterruptedException {
    ConsistencyRun.Result result = new ConsistencyRun(plan, chat, http, invocation::notice).run();
    var findings = new Findings(plan, faults, result);
    if (Rows.format(invocation.options()).forPeople()) {
      findings.print(invocation.out());
    } else {
      Rows.one(invocation, Findings.VIEW, findings);
    }
    return (findings.isClean() ? ExitCode.OK : ExitCode.PARTIAL).code();
  }

  /** The chat there, which lets its first client in. */
  private RemoteChat reachable(URI there) throws IOException, InterruptedException {
    RemoteChat chat = RemoteChat.of(there, runId(), read());
    Map<String, String> headers =
        chat.token(chat.user(0))
            .map(it -> Map.of("Authorization", "Bearer " + it))
            .orElse(Map.of());
    Optional<String> refusal =
        EndpointProbe.refusal(new SocketRequest(there, headers, List.of()), trust());
    if (refusal.isPresent()) {
      throw new CliException(
          ExitCode.UNAVAILABLE,
          "--url: %s (expected: a chat that answers; %s)"
              .formatted(PrintableUrl.of(there.toString()), refusal.get()));
    }
    return chat;
  }

  private Optional<TrustedCertificates> trust() throws IOException {
    return certificates == null
        ? Optional.empty()
        : Optional.of(TrustedCertificates.read(certificates));
  }

  private HttpClient http() {
    HttpClient.Builder builder = HttpClient.newBuilder();
    try {
      trust().ifPresent(trusted -> builder.sslContext(trusted.context()));
    } catch (IOException e) {
      throw new CliException(ExitCode.USAGE, String.valueOf(e.getMessage()));
    }
    return builder.build();
  }

  private String runId() {
    return Long.toString(invocation.now().toEpochMilli(), Character.MAX_RADIX);
  }

  private Feeder read() {
    try {
      return feeder == null ? Feeder.NONE : Feeder.read(feeder, false);
    } catch (IOException e) {
      throw new CliException(ExitCode.USAGE, String.valueOf(e.getMessage()));
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
