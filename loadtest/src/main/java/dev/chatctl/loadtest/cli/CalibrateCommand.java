package dev.chatctl.loadtest.cli;

import dev.chatctl.loadtest.drive.StartSignal;
import dev.chatctl.loadtest.plan.Plan;
import dev.chatctl.loadtest.plan.ResultsFolder;
import dev.chatctl.loadtest.report.Results;
import dev.chatctl.loadtest.report.ResultsStore;
import dev.chatctl.loadtest.report.Summary;
import dev.chatctl.loadtest.report.SummaryJson;
import java.io.BufferedReader;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
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
    description = "Measures the instrument itself against a server of next to no cost.",
    sortOptions = false)
final class CalibrateCommand implements Callable<Integer> {
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
  private List<Integer> rates;

  @Option(
      names = "--seconds",
      paramLabel = "S",
      defaultValue = "10",
      description = "Length of each run (default: ${DEFAULT-VALUE}).")
  private int seconds;

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
    List<Plan> plans = new ArrayList<>();
    for (int rate : rates) {
      plans.add(plan(rate));
    }
    try {
      ResultsFolder.prepare(out);
    } catch (IOException e) {
      throw new CommandFailure(ExitCode.USAGE, String.valueOf(e.getMessage()));
    }
    Process server = startServer();
    try (BufferedReader output = server.inputReader(StandardCharsets.UTF_8)) {
      URI url = URI.create(String.valueOf(output.readLine()));
      print(
          "%8s %14s %10s %10s %10s %8s  %s",
          "rate", "deliveries/s", "p50", "p99", "CPU", "ratio", "");
      boolean complete = true;
      for (Plan plan : plans) {
        complete &= measure(plan.at(url));
      }
      return complete ? ExitCode.OK : ExitCode.PARTIAL;
    } finally {
      server.destroy();
    }
  }

  private Plan plan(int rate) {
    RunOptions options = new RunOptions();
    CommandLine.populateCommand(
        options,
        "--clients=" + clients,
        "--rate=" + rate,
        "--messages=" + Math.max(1, rate * seconds),
        "--connect-rate=2000",
        "--run-id=calibration-" + rate);
    return new PlanBuilder(Scenario.BROADCAST, options).build(host, URI.create("ws://127.0.0.1/"));
  }

  private Process startServer() throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(String.valueOf(host.property().apply("java.home")), "bin/java").toString());
    command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
    command.addAll(List.of("-cp", String.valueOf(host.property().apply("java.class.path"))));
    command.add("dev.chatctl.loadtest.calibration.CalibrationServer");
    return new ProcessBuilder(command).redirectError(out.resolve("server.log").toFile()).start();
  }

  private boolean measure(Plan plan) throws IOException, InterruptedException {
    Path folder = Files.createDirectories(out.resolve(plan.runId()));
    Results results =
        new Measurement(host, interrupts)
            .run(plan, folder, List.of("loadtest", "calibrate"), StartSignal.WHEN_READY);
    ResultsStore.write(results, folder);
    Summary s = Summary.of(results);
    SummaryJson.write(SummaryJson.toJson(s), folder.resolve("summary.json"));
    print(
        "%6.0f/s %,14.0f %7.2f ms %7.2f ms %7.1f us %8.4f  %s",
        s.facts().rate(),
        s.deliveriesPerSecond(),
        s.delivery().p50(),
        s.delivery().p99(),
        s.cpuMicrosPerDelivery(),
        s.deliveryRatio(),
        s.valid() ? "" : String.join("; ", s.invalidReasons()));
    return s.flawless();
  }

  @com.google.errorprone.annotations.FormatMethod
  private void print(String format, Object... values) {
    host.out().println(String.format(Locale.ROOT, format, values).stripTrailing());
    host.out().flush();
  }
}
