package dev.chatctl.loadtest.cli;

import dev.chatctl.cli.Interrupt;
import dev.chatctl.cli.Invocation;
import dev.chatctl.cli.Surroundings;
import dev.chatctl.cli.Terminals;
import dev.chatctl.cli.value.Grammar;
import dev.chatctl.loadtest.injector.FanoutRun;
import dev.chatctl.loadtest.injector.FanoutSimulation;
import dev.chatctl.loadtest.injector.StartSignal;
import dev.chatctl.loadtest.plan.Plan;
import dev.chatctl.loadtest.report.HistogramLog;
import dev.chatctl.loadtest.report.Results;
import dev.chatctl.loadtest.report.ResultsStore;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.regex.Pattern;
import picocli.CommandLine;
import picocli.CommandLine.ParseResult;

/**
 * A scenario that Gatling itself starts, by Maven plugin or otherwise. Options come from the system
 * property {@code loadtest.args}, separated by blanks.
 */
public abstract class StandaloneSimulation extends FanoutSimulation {
  private final Prepared prepared;

  /** The run with what its results need. */
  private record Prepared(
      Invocation invocation,
      FanoutRun run,
      Path folder,
      HistogramLog log,
      MetricsFeed feed,
      List<String> command) {}

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
    Scenario scenario = Scenario.of(verb);
    RunOptions options = new RunOptions();
    ParseResult given =
        Grammar.teach(new CommandLine(options), InstantSource.system())
            .setDefaultValueProvider(scenario)
            .parseArgs(args);
    if (options.shards > 1 || options.shard != null || options.local || options.gatlingReport) {
      throw PlanBuilder.wrong(
          "loadtest.args: --shards, --shard, --local, --gatling-report (expected: none of them"
              + " where Gatling starts the run; chatctl loadtest has them)");
    }
    URI url = options.url;
    if (url == null) {
      throw PlanBuilder.wrong("loadtest.args: no --url (expected: --url=ws://HOST...)");
    }
    var invocation = new Invocation(surroundings());
    var builder = new PlanBuilder(scenario, options, invocation.now());
    Plan plan = builder.build(PlanBuilder.checked(url), builder.runId(), options.clients);
    Path folder =
        ScenarioCommand.prepare(
            options.out == null ? Path.of("results", plan.runId()) : options.out, plan);
    try {
      HistogramLog log =
          new HistogramLog(
              folder.resolve(ResultsStore.HISTOGRAMS), invocation.now().toEpochMilli());
      MetricsFeed feed = MetricsFeed.of(plan, log);
      return new Prepared(
          invocation,
          new FanoutRun(plan, feed, StartSignal.WHEN_READY),
          folder,
          log,
          feed,
          Arguments.command(List.of("loadtest", verb), given));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Gatling's own streams, and nobody to draw for. */
  private static Surroundings surroundings() {
    return new Surroundings(
        InputStream.nullInputStream(),
        System.out,
        System.err,
        Terminals.NONE,
        System.getenv(),
        Path.of(""),
        InstantSource.system(),
        new Interrupt());
  }

  @Override
  public void after() {
    try {
      var result = prepared.run().result();
      prepared.feed().close();
      Results results = Measurement.results(result, prepared.command(), prepared.log());
      int unused =
          Conclusion.prepare(prepared.invocation(), new VerdictOptions())
              .of(results, prepared.folder());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
