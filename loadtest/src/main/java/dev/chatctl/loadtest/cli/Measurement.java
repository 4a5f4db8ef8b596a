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
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** One run in this process, up to its results. */
final class Measurement {
  private static final long GATLING_PATIENCE_SECONDS = 20;

  private final Host host;
  private final Interrupts interrupts;

  Measurement(Host host, Interrupts interrupts) {
    this.host = host;
    this.interrupts = interrupts;
  }

  /**
   * Measures.
   *
   * @param folder receives the histogram log meanwhile
   * @param command the arguments that repeat the run
   */
  Results run(Plan plan, Path folder, List<String> command, StartSignal signal)
      throws IOException, InterruptedException {
    Path histograms = folder.resolve(ResultsStore.HISTOGRAMS);
    Outcome outcome;
    try (HistogramLog log = new HistogramLog(histograms, host.clock().millis())) {
      outcome = drive(new FanoutRun(plan, log, signal), folder);
    }
    return Results.of(
        outcome,
        command,
        Environment.of(
            System::getProperty, Runtime.getRuntime(), OpenFiles.ofThisProcess().limit()),
        HistogramLog.read(histograms));
  }

  private Outcome drive(FanoutRun run, Path folder) throws InterruptedException {
    Interrupts.Registration registration = interrupts.onInterrupt(run::interrupt);
    ProgressLine progress =
        ProgressLine.start(host.err(), host.terminal(), run.plan(), run::status);
    try {
      CompletableFuture<Void> gatling = GatlingRunner.start(run, folder);
      Outcome outcome = run.outcome();
      gatling.get(GATLING_PATIENCE_SECONDS, TimeUnit.SECONDS);
      return outcome;
    } catch (ExecutionException | TimeoutException e) {
      throw new IllegalStateException("Gatling did not end; see gatling.log", e);
    } finally {
      progress.close();
      registration.close();
    }
  }
}
