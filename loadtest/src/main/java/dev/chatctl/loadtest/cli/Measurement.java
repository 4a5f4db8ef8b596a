package dev.chatctl.loadtest.cli;

import dev.chatctl.loadtest.drive.FanoutRun;
import dev.chatctl.loadtest.drive.GatlingRunner;
import dev.chatctl.loadtest.drive.Outcome;
import dev.chatctl.loadtest.plan.OpenFiles;
import dev.chatctl.loadtest.plan.Plan;
import dev.chatctl.loadtest.report.Environment;
import dev.chatctl.loadtest.report.HistogramLog;
import dev.chatctl.loadtest.report.MessagesCsv;
import dev.chatctl.loadtest.report.ProgressLine;
import dev.chatctl.loadtest.report.Summary;
import dev.chatctl.loadtest.report.SummaryJson;
import dev.chatctl.loadtest.report.SummaryText;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** One run with all its results: the common part of the verbs that measure. */
final class Measurement {
  private static final long GATLING_PATIENCE_SECONDS = 20;

  private final Host host;
  private final Interrupts interrupts;

  Measurement(Host host, Interrupts interrupts) {
    this.host = host;
    this.interrupts = interrupts;
  }

  /** Measures, writes the results folder, prints the summary and returns the exit code. */
  int run(Plan plan, Path folder) throws IOException, InterruptedException {
    Outcome outcome;
    try (HistogramLog log =
        new HistogramLog(folder.resolve("delivery.hlog"), host.clock().millis())) {
      outcome = drive(plan, folder, log);
    }
    Summary summary = summarize(outcome);
    SummaryJson.write(summary, folder.resolve("summary.json"));
    MessagesCsv.write(outcome.tallies(), folder.resolve("messages.csv"));
    host.out().print(SummaryText.of(summary));
    host.out().println("  results        " + folder);
    host.out().flush();
    return exitCode(summary, outcome);
  }

  private Outcome drive(Plan plan, Path folder, HistogramLog log) throws InterruptedException {
    FanoutRun run = new FanoutRun(plan, log);
    Interrupts.Registration registration = interrupts.onInterrupt(run::interrupt);
    ProgressLine progress = ProgressLine.start(host.err(), host.terminal(), plan, run::status);
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

  private static Summary summarize(Outcome outcome) {
    Runtime runtime = Runtime.getRuntime();
    return Summary.of(
        outcome,
        Environment.of(System::getProperty, runtime, OpenFiles.ofThisProcess().limit()),
        runtime.availableProcessors());
  }

  private static int exitCode(Summary summary, Outcome outcome) {
    if (summary.flawless()) {
      return ExitCode.OK;
    }
    if (outcome.stopped().filter("interrupted"::equals).isPresent()) {
      return ExitCode.INTERRUPTED;
    }
    return outcome.unavailable() ? ExitCode.UNAVAILABLE : ExitCode.PARTIAL;
  }
}
