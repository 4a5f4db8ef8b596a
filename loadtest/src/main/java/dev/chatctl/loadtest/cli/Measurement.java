package dev.chatctl.loadtest.cli;

import dev.chatctl.cli.Interrupt;
import dev.chatctl.cli.Invocation;
import dev.chatctl.cli.Progress;
import dev.chatctl.cli.process.SignsOfLife;
import dev.chatctl.loadtest.injector.FanoutRun;
import dev.chatctl.loadtest.injector.Gatling;
import dev.chatctl.loadtest.injector.RunResult;
import dev.chatctl.loadtest.injector.StartSignal;
import dev.chatctl.loadtest.plan.OpenFiles;
import dev.chatctl.loadtest.plan.Plan;
import dev.chatctl.loadtest.report.Environment;
import dev.chatctl.loadtest.report.HistogramLog;
import dev.chatctl.loadtest.report.Results;
import dev.chatctl.loadtest.report.ResultsStore;
import dev.chatctl.loadtest.report.StatusLine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.HdrHistogram.Histogram;

/** One run in this process, up to its results. */
final class Measurement implements Runner {
  private static final Duration GATLING_SILENCE = Duration.ofSeconds(30);

  private static final Duration PLAIN_PROGRESS = Duration.ofSeconds(3);

  private final Invocation invocation;
  private final Gatling gatling;
  private final StartSignal signal;
  private final boolean gatlingReport;

  Measurement(Invocation invocation, Gatling gatling, StartSignal signal, boolean gatlingReport) {
    this.invocation = invocation;
    this.gatling = gatling;
    this.signal = signal;
    this.gatlingReport = gatlingReport;
  }

  @Override
  public Results run(Plan plan, Path folder, List<String> command)
      throws IOException, InterruptedException {
    HistogramLog log =
        new HistogramLog(folder.resolve(ResultsStore.HISTOGRAMS), invocation.now().toEpochMilli());
    RunResult result;
    try (MetricsFeed feed = MetricsFeed.of(plan, log)) {
      result = drive(new FanoutRun(plan, feed, signal), folder);
    }
    return results(result, command, log);
  }

  /** What was measured is not lost with a log that could not be written. */
  private static Results results(RunResult result, List<String> command, HistogramLog log)
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
    Interrupt.Registration registration = invocation.interrupt().onRequest(run::interrupt);
    Progress progress =
        Progress.telling(
            invocation,
            PLAIN_PROGRESS,
            new StatusLine(run.plan(), run::status, run::lastP99Micros));
    try {
      Gatling.UnderWay underWay = gatling.start(run, folder, gatlingReport);
      RunResult result = Waiting.toTheEnd(invocation.interrupt(), run::result);
      if (result.stop().isEmpty()) {
        awaitEnd(underWay.ended(), GATLING_SILENCE, folder, invocation);
        underWay.free();
      }
      // Gatling would go on until the last of its users has come; nobody waits for them any more.
      return result;
    } finally {
      progress.close();
      registration.close();
    }
  }

  /**
   * Everything is measured by then: whether Gatling ends decides on Gatling's own files only. It is
   * awaited for as long as it writes or works.
   */
  static void awaitEnd(
      CompletableFuture<Void> gatling, Duration silence, Path folder, Invocation invocation)
      throws InterruptedException {
    var life = new SignsOfLife(ProcessHandle.current(), () -> written(folder), silence);
    while (!gatling.isDone() && life.seen()) {
      TimeUnit.MILLISECONDS.sleep(10);
    }
    if (!gatling.isDone()) {
      Path threads = folder.resolve("threads.txt");
      invocation.say(
          "Gatling has not ended: its own log and report may be incomplete; what it waits for is in"
              + " "
              + threads);
      writeStacks(threads);
    }
  }

  private static long written(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.mapToLong(file -> file.toFile().length()).sum();
    } catch (IOException | UncheckedIOException e) {
      return 0; // a file came or went, and the next look tells more
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
