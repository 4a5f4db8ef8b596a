package dev.chatctl.loadtest.cli;

import dev.chatctl.loadtest.drive.FanoutRun;
import dev.chatctl.loadtest.drive.GatlingRunner;
import dev.chatctl.loadtest.drive.Outcome;
import dev.chatctl.loadtest.drive.StartSignal;
import dev.chatctl.loadtest.plan.OpenFiles;
import dev.chatctl.loadtest.plan.Plan;
import dev.chatctl.loadtest.report.Environment;
import dev.chatctl.loadtest.report.HistogramLog;
import dev.chatctl.loadtest.report.ProgressLine;
import dev.chatctl.loadtest.report.Results;
import dev.chatctl.loadtest.report.ResultsStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.HdrHistogram.Histogram;

/** One run in this process, up to its results. */
final class Measurement implements Runner {
  private static final long GATLING_PATIENCE_SECONDS = 60;

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
    Outcome outcome;
    try (MetricsFeed feed = MetricsFeed.of(plan, log)) {
      outcome = drive(new FanoutRun(plan, feed, signal), folder);
    }
    return results(outcome, command, log);
  }

  /** What was measured is not lost with a log that could not be written. */
  static Results results(Outcome outcome, List<String> command, HistogramLog log)
      throws IOException {
    Map<String, List<Histogram>> intervals;
    try {
      log.close();
      intervals = HistogramLog.read(log.file());
    } catch (IOException e) {
      Files.deleteIfExists(log.file());
      intervals = outcome.latencies().totals();
    }
    return Results.of(
        outcome,
        command,
        Environment.of(
            System::getProperty, Runtime.getRuntime(), OpenFiles.ofThisProcess().limit()),
        intervals);
  }

  private Outcome drive(FanoutRun run, Path folder) throws InterruptedException {
    Interrupts.Registration registration = interrupts.onInterrupt(run::interrupt);
    ProgressLine progress =
        ProgressLine.start(host.err(), host.terminal(), run.plan(), run::status);
    try {
      CompletableFuture<Void> gatling = GatlingRunner.start(run, folder, gatlingReport);
      Outcome outcome = run.outcome();
      if (outcome.stopped().isEmpty()) {
        gatling.get(GATLING_PATIENCE_SECONDS, TimeUnit.SECONDS);
      }
      // Gatling would go on until the last of its users has come; nobody waits for them any more.
      return outcome;
    } catch (ExecutionException | TimeoutException e) {
      throw new IllegalStateException("Gatling did not end; see gatling.log", e);
    } finally {
      progress.close();
      registration.close();
    }
  }
}
