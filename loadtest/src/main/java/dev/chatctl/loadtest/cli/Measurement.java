package dev.chatctl.loadtest.cli;

import dev.chatctl.loadtest.injector.FanoutRun;
import dev.chatctl.loadtest.injector.GatlingRunner;
import dev.chatctl.loadtest.injector.RunResult;
import dev.chatctl.loadtest.injector.StartSignal;
import dev.chatctl.loadtest.plan.OpenFiles;
import dev.chatctl.loadtest.plan.Plan;
import dev.chatctl.loadtest.report.Environment;
import dev.chatctl.loadtest.report.HistogramLog;
import dev.chatctl.loadtest.report.ProgressLine;
import dev.chatctl.loadtest.report.Results;
import dev.chatctl.loadtest.report.ResultsStore;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.HdrHistogram.Histogram;

/** One run in this process, up to its results. */
final class Measurement implements Runner {
  private static final Duration GATLING_PATIENCE = Duration.ofSeconds(30);

  private final Host host;
  private final Interrupts interrupts;
  private final StartSignal signal;
  private final boolean gatlingReport;

  Measurement(Host host, Interrupts interrupts, StartSignal signal, boolean gatlingReport) {
    this.gatlingReport = gatlingReport;
    this.host = host;
    this.interrupts = interrupts;
    this.signal = signal;
  }

  @Override
  public Results run(Plan plan, Path folder, List<String> command)
      throws IOException, InterruptedException {
    HistogramLog log =
        new HistogramLog(folder.resolve(ResultsStore.HISTOGRAMS), host.clock().millis());
    RunResult result;
    try (MetricsFeed feed = MetricsFeed.of(plan, log)) {
      result = drive(new FanoutRun(plan, feed, signal), folder);
    }
    return results(result, command, log);
  }

  /** What was measured is not lost with a log that could not be written. */
  static Results results(RunResult result, List<String> command, HistogramLog log)
      throws IOException {
    Map<String, List<Histogram>> intervals;
    try {
      log.close();
      intervals = HistogramLog.read(log.file());
    } catch (IOException e) {
      Files.deleteIfExists(log.file());
      intervals = result.samples().latencies().totals();
    }
    return Results.of(
        result,
        command,
        Environment.of(
            System::getProperty, Runtime.getRuntime(), OpenFiles.ofThisProcess().limit()),
        intervals);
  }

  private RunResult drive(FanoutRun run, Path folder) throws InterruptedException {
    Interrupts.Registration registration = interrupts.onInterrupt(run::interrupt);
    ProgressLine progress =
        ProgressLine.start(host.err(), host.terminal(), run.plan(), run::status);
    try {
      GatlingRunner gatling = GatlingRunner.start(run, folder, gatlingReport);
      RunResult result = run.result();
      if (result.stop().isEmpty()) {
        awaitEnd(gatling.ended(), GATLING_PATIENCE, folder, host.err());
        gatling.free();
      }
      // Gatling would go on until the last of its users has come; nobody waits for them any more.
      return result;
    } finally {
      progress.close();
      registration.close();
    }
  }

  /** Everything is measured by then: whether Gatling ends decides on Gatling's own files only. */
  static void awaitEnd(
      CompletableFuture<Void> gatling, Duration patience, Path folder, PrintStream err)
      throws InterruptedException {
    try {
      gatling.get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException e) {
      Path threads = folder.resolve("threads.txt");
      err.println(
          "Gatling has not ended: its own log and report may be incomplete; what it waits for is in"
              + " "
              + threads);
      writeStacks(threads);
    }
  }

  private static void writeStacks(Path file) {
    StringBuilder text = new StringBuilder();
    Thread.getAllStackTraces()
        .forEach(
            (thread, frames) -> {
              text.append(thread).append('\n');
              Arrays.stream(frames).forEach(f -> text.append("  at ").append(f).append('\n'));
            });
    try {
      Files.writeString(file, text);
    } catch (IOException e) {
      // The results themselves may still have a place elsewhere; this is only about Gatling.
    }
  }
}
