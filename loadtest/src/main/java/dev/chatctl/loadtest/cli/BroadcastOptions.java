package dev.chatctl.loadtest.cli;

import dev.chatctl.loadtest.ledger.Schedule;
import dev.chatctl.loadtest.plan.OpenFiles;
import dev.chatctl.loadtest.plan.Plan;
import dev.chatctl.loadtest.plan.Problems;
import dev.chatctl.loadtest.plan.ResultsFolder;
import dev.chatctl.loadtest.wire.Marker;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How large a broadcast run is. Everything is checked before anything is started. */
final class BroadcastOptions {
  private static final DateTimeFormatter RUN_ID =
      DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").withZone(ZoneOffset.UTC);

  @Option(
      names = "--clients",
      paramLabel = "N",
      defaultValue = "200",
      description = "Listeners (default: ${DEFAULT-VALUE}); publishers come on top.")
  private int clients;

  @Option(
      names = "--messages",
      paramLabel = "M",
      defaultValue = "50",
      description = "Measured broadcasts (default: ${DEFAULT-VALUE}).")
  private int messages;

  @Option(
      names = "--rate",
      paramLabel = "R",
      defaultValue = "10",
      description = "Broadcasts per second, open loop (default: ${DEFAULT-VALUE}).")
  private double rate;

  @Option(
      names = "--publishers",
      paramLabel = "P",
      defaultValue = "1",
      description = "Connections that take turns in sending (default: ${DEFAULT-VALUE}).")
  private int publishers;

  @Option(
      names = "--payload",
      paramLabel = "BYTES",
      defaultValue = "64",
      description =
          "Length of a message's text, "
              + Marker.LENGTH
              + " or more"
              + " (default: ${DEFAULT-VALUE}).")
  private int payloadBytes;

  @Option(
      names = "--warm-up",
      paramLabel = "W",
      defaultValue = "20",
      description =
          "Broadcasts sent and awaited before the measured ones, at most 10 s; never counted"
              + " (default: ${DEFAULT-VALUE}).")
  private int warmUps;

  @Option(
      names = "--connect-rate",
      paramLabel = "C",
      defaultValue = "500",
      description =
          "Handshakes started per second; API Gateway's quota is 500 (default: ${DEFAULT-VALUE}).")
  private int connectRate;

  @Option(
      names = "--connects-in-flight",
      paramLabel = "C",
      defaultValue = "200",
      description = "Handshakes pending at once, at most (default: ${DEFAULT-VALUE}).")
  private int connectsInFlight;

  @Option(
      names = "--deadline",
      paramLabel = "S",
      defaultValue = "30",
      description = "Seconds after which a delivery is late (default: ${DEFAULT-VALUE}).")
  private int deadlineSeconds;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Results folder (default: results/<run id>).")
  private @Nullable Path out;

  /**
   * The run as asked for.
   *
   * @throws CommandFailure with every problem of the options
   */
  Plan plan(Host host, URI url) {
    check(OpenFiles.ofThisProcess());
    String runId = RUN_ID.format(host.clock().instant()) + "-" + host.suffix().get();
    return new Plan(
        runId,
        url,
        clients,
        Schedule.constant(messages, rate, publishers),
        rate,
        payloadBytes,
        warmUps,
        connectRate,
        connectsInFlight,
        Duration.ofSeconds(deadlineSeconds));
  }

  /** Fails with every problem of the options. */
  void check(OpenFiles files) {
    Problems problems = new Problems();
    problems.require(clients >= 1, "--clients", clients, ">= 1");
    problems.require(messages >= 1, "--messages", messages, ">= 1");
    problems.require(
        rate > 0 && rate <= 10_000, "--rate", rate, "> 0 and <= 10000 broadcasts per second");
    problems.require(publishers >= 1 && publishers <= 1000, "--publishers", publishers, "1..1000");
    problems.require(
        payloadBytes >= Marker.LENGTH && payloadBytes <= 100_000,
        "--payload",
        payloadBytes,
        Marker.LENGTH + "..100000");
    problems.require(warmUps >= 0, "--warm-up", warmUps, ">= 0");
    problems.require(connectRate >= 1, "--connect-rate", connectRate, ">= 1");
    problems.require(connectsInFlight >= 1, "--connects-in-flight", connectsInFlight, ">= 1");
    problems.require(
        deadlineSeconds >= 1 && deadlineSeconds <= 600, "--deadline", deadlineSeconds, "1..600");
    if (clients >= 1 && publishers >= 1) {
      files.check("--clients", (long) clients + publishers, problems);
    }
    if (!problems.lines().isEmpty()) {
      throw CommandFailure.usage(problems.lines());
    }
  }

  /** The results folder, proven to be writable. */
  Path resultsFolder(String runId) {
    try {
      return ResultsFolder.prepare(out == null ? Path.of("results", runId) : out);
    } catch (IOException e) {
      throw new CommandFailure(ExitCode.USAGE, String.valueOf(e.getMessage()));
    }
  }
}
