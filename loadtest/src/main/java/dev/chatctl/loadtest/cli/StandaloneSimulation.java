package dev.chatctl.loadtest.cli;

import dev.chatctl.loadtest.injector.FanoutRun;
import dev.chatctl.loadtest.injector.FanoutSimulation;
import dev.chatctl.loadtest.injector.StartSignal;
import dev.chatctl.loadtest.plan.Plan;
import dev.chatctl.loadtest.plan.ResultsFolder;
import dev.chatctl.loadtest.report.HistogramLog;
import dev.chatctl.loadtest.report.Results;
import dev.chatctl.loadtest.report.ResultsStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import picocli.CommandLine;

/**
 * A scenario that Gatling itself starts, by Maven plugin or otherwise. Options come from the system
 * property {@code loadtest.args}, separated by blanks.
 */
public abstract class StandaloneSimulation extends FanoutSimulation {
  private final Prepared prepared;

  /** The run with what its results need. */
  private record Prepared(
      FanoutRun run, Path folder, HistogramLog log, MetricsFeed feed, List<String> command) {}

  /**
   * Reads the options.
   *
   * @param scenario its verb on the command line
   */
  protected StandaloneSimulation(String scenario) {
    this(prepare(scenario));
  }

  private StandaloneSimulation(Prepared prepared) {
    super(prepared.run());
    this.prepared = prepared;
  }

  private static Prepared prepare(String verb) {
    String[] args =
        Pattern.compile("\\s+")
            .splitAsStream(System.getProperty("loadtest.args", ""))
            .filter(word -> !word.isEmpty())
            .toArray(String[]::new);
    RunOptions options = CommandLine.populateCommand(new RunOptions(), args);
    if (options.shards > 1 || options.shard != null || options.local || options.gatlingReport) {
      throw CommandFailure.usage(
          List.of(
              "loadtest.args: --shards, --shard, --local, --gatling-report (expected: none of them"
                  + " where Gatling starts the run; chatctl loadtest has them)"));
    }
    URI url = options.url;
    if (url == null) {
      throw CommandFailure.usage(List.of("loadtest.args: no --url (expected: --url=ws://HOST...)"));
    }
    Scenario scenario = Scenario.valueOf(verb.toUpperCase(Locale.ROOT).replace('-', '_'));
    Host host = Host.system();
    Plan plan = new PlanBuilder(scenario, options).build(host, PlanBuilder.checked(url));
    try {
      Path folder =
          ResultsFolder.prepare(
              options.out == null ? Path.of("results", plan.runId()) : options.out, plan);
      HistogramLog log =
          new HistogramLog(folder.resolve(ResultsStore.HISTOGRAMS), host.clock().millis());
      MetricsFeed feed = MetricsFeed.of(plan, log);
      return new Prepared(
          new FanoutRun(plan, feed, StartSignal.WHEN_READY),
          folder,
          log,
          feed,
          Arguments.command(verb, false, Arrays.asList(args)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void after() {
    try {
      var result = prepared.run().result();
      prepared.feed().close();
      Results results = Measurement.results(result, prepared.command(), prepared.log());
      int unused =
          Conclusion.prepare(Host.system(), new VerdictOptions()).of(results, prepared.folder());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
