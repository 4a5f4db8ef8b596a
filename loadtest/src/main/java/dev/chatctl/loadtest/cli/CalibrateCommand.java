package dev.chatctl.loadtest.cli;

import dev.chatctl.loadtest.calibration.CalibrationCluster;
import dev.chatctl.loadtest.injector.StartSignal;
import dev.chatctl.loadtest.plan.OpenFiles;
import dev.chatctl.loadtest.plan.Plan;
import dev.chatctl.loadtest.plan.ResultsFolder;
import dev.chatctl.loadtest.plan.Text;
import dev.chatctl.loadtest.report.Results;
import dev.chatctl.loadtest.report.Summary;
import dev.chatctl.loadtest.report.Timing;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * {@code chatctl loadtest calibrate}: the instrument against a server that does next to nothing.
 * What is left is the instrument's own floor, below which no number of a real run means anything.
 */
@Command(
    name = "calibrate",
    description = "Measure the instrument itself against a server of next to no cost.",
    sortOptions = false)
final class CalibrateCommand implements Callable<Integer> {
  /** Deliveries after which the way of a frame is compiled, and the broadcasts that bring them. */
  private static final int WARM_UP_DELIVERIES = 20_000;

  private static final int FEWEST_WARM_UPS = 20;
  private static final int MOST_WARM_UPS = 2_000;

  private final Host host;
  private final Interrupts interrupts;

  @Option(
      names = "--clients",
      paramLabel = "N",
      defaultValue = "1000",
      description = "Listeners (default: ${DEFAULT-VALUE}).")
  private int clients;

  @Option(
      names = "--rates",
      paramLabel = "R",
      split = ",",
      defaultValue = "5,10,20,40,80,120",
      description = "Broadcasts per second, one run each (default: ${DEFAULT-VALUE}).")
  private List<Double> rates;

  @Option(
      names = "--seconds",
      paramLabel = "S",
      defaultValue = "10",
      description = "Length of each run (default: ${DEFAULT-VALUE}).")
  private int seconds;

  @Option(
      names = "--shards",
      paramLabel = "K",
      defaultValue = "1",
      description = "Processes that share the listeners (default: ${DEFAULT-VALUE}).")
  private int shards;

  @Option(
      names = "--delay",
      paramLabel = "MS",
      defaultValue = "0",
      description =
          "What the server adds to each delivery, and the results ought to show (default:"
              + " ${DEFAULT-VALUE}).")
  private int delayMillis;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      defaultValue = "results/calibration",
      description = "Results folder (default: ${DEFAULT-VALUE}).")
  private Path out;

  @SuppressWarnings("NullAway.Init") // options are injected by picocli
  CalibrateCommand(Host host, Interrupts interrupts) {
    this.host = host;
    this.interrupts = interrupts;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    if (delayMillis < 0) {
      throw CommandFailure.usage(List.of("--delay: " + delayMillis + " (expected: >= 0)"));
    }
    List<Plan> plans = new ArrayList<>();
    for (double rate : rates) {
      plans.add(plan(rate));
    }
    try {
      ResultsFolder.prepare(out, plans.getLast());
    } catch (IOException e) {
      throw new CommandFailure(ExitCode.USAGE, String.valueOf(e.getMessage()));
    }
    // A server is bound by its limit of open files as a generator is.
    int servers = (int) Math.ceilDiv(clients + shards, OpenFiles.ofThisProcess().sockets());
    try (CalibrationCluster cluster =
        CalibrationCluster.start(
            JavaProcess.command(host), servers, delayMillis, out.resolve("server.log"))) {
      print(
          "%8s %14s %10s %10s %10s %11s %8s  %s",
          "rate", "deliveries/s", "p50", "p99", "CPU", "resident", "ratio", "");
      boolean complete = true;
      for (Plan plan : plans) {
        complete &= measure(plan.at(cluster.url()));
      }
      return complete ? ExitCode.OK : ExitCode.PARTIAL;
    }
  }

  private List<String> options(double rate) {
    return List.of(
        "--clients=" + clients,
        "--rate=" + rate,
        "--messages=" + Math.max(1, Math.round(rate * seconds)),
        "--warm-up=" + warmUps(),
        "--connect-rate=2000",
        "--shards=" + shards,
        "--run-id=calibration-" + String.valueOf(rate).replace(".0", ""));
  }

  /** A floor is what is left once everything is compiled. */
  private int warmUps() {
    return Math.clamp(WARM_UP_DELIVERIES / Math.max(1, clients), FEWEST_WARM_UPS, MOST_WARM_UPS);
  }

  private Plan plan(double rate) {
    RunOptions options = new RunOptions();
    CommandLine.populateCommand(options, options(rate).toArray(String[]::new));
    return new PlanBuilder(Scenario.BROADCAST, options).build(host, URI.create("ws://127.0.0.1/"));
  }

  private boolean measure(Plan plan) throws IOException, InterruptedException {
    Path folder = Files.createDirectories(out.resolve(plan.runId()));
    Runner runner =
        shards > 1
            ? new LocalShards(host, interrupts, options(plan.traffic().rate()), shards)
            : new Measurement(host, interrupts, StartSignal.WHEN_READY, false);
    Results results =
        runner.run(
            plan,
            folder,
            List.of(
                "loadtest",
                "calibrate",
                "--clients=" + clients,
                "--rates=" + plan.traffic().rate(),
                "--seconds=" + seconds,
                "--delay=" + delayMillis,
                "--shards=" + shards));
    Conclusion.prepare(host, new VerdictOptions()).write(results, folder);
    Summary s = Summary.of(results);
    if (s.facts().ending().stopped() != null) {
      throw new CommandFailure(
          s.facts().ending().interrupted() ? ExitCode.INTERRUPTED : ExitCode.UNAVAILABLE,
          s.facts().ending().stopped());
    }
    print(
        "%6.1f/s %,14.0f %7.2f ms %7.2f ms %7.1f us %8.1f KB %8s  %s",
        s.facts().load().messages().rate(),
        s.throughput().achieved(),
        s.timing(Timing.DELIVERY).p50(),
        s.timing(Timing.DELIVERY).p99(),
        s.cpuMicrosPerDelivery(),
        s.residentKilobytes(),
        s.flawless() ? "1.0" : Text.format("%.6f", s.deliveryRatio()),
        s.valid() ? "" : String.join("; ", s.invalidReasons()));
    return s.flawless();
  }

  @com.google.errorprone.annotations.FormatMethod
  private void print(String format, Object... values) {
    host.out().println(Text.format(format, values).stripTrailing());
    host.out().flush();
  }
}
