package dev.chatctl.loadtest.cli;

import dev.chatctl.cli.CliException;
import dev.chatctl.cli.ExitCode;
import dev.chatctl.cli.Invocation;
import dev.chatctl.cli.OptionRules;
import dev.chatctl.cli.output.RowWriter;
import dev.chatctl.cli.output.Rows;
import dev.chatctl.cli.value.Durations;
import dev.chatctl.cli.value.Grammar;
import dev.chatctl.cli.value.Rate;
import dev.chatctl.loadtest.calibration.CalibrationCluster;
import dev.chatctl.loadtest.injector.Gatling;
import dev.chatctl.loadtest.injector.StartSignal;
import dev.chatctl.loadtest.plan.OpenFiles;
import dev.chatctl.loadtest.plan.Plan;
import dev.chatctl.loadtest.report.Results;
import dev.chatctl.loadtest.report.Summary;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
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

  private final Invocation invocation;

  @Option(
      names = "--clients",
      paramLabel = "N",
      defaultValue = "1000",
      description = "Listeners (default: ${DEFAULT-VALUE}).")
  private int clients;

  @Option(
      names = "--chat",
      paramLabel = "NAME|FILE",
      split = ",",
      defaultValue = "envelope",
      description =
          "How clients speak, each in turn; the server tells everybody what it is told (default:"
              + " ${DEFAULT-VALUE}).")
  private List<String> chats;

  @Option(
      names = "--rates",
      paramLabel = "N/s",
      split = ",",
      defaultValue = "5,10,20,40,80,120",
      description = "Broadcasts per second, one run each (default: ${DEFAULT-VALUE}).")
  private List<Rate> rates;

  @Option(
      names = "--seconds",
      paramLabel = "LENGTH",
      defaultValue = "10s",
      converter = RunOptions.Seconds.class,
      description = "Length of each run (default: ${DEFAULT-VALUE}).")
  private Duration length;

  @Option(
      names = "--shards",
      paramLabel = "K",
      defaultValue = "1",
      description = "Processes that share the listeners (default: ${DEFAULT-VALUE}).")
  private int shards;

  @Option(
      names = "--delay",
      paramLabel = "LENGTH",
      defaultValue = "0ms",
      converter = Milliseconds.class,
      description =
          "What the server adds to each delivery, and the results ought to show (default:"
              + " ${DEFAULT-VALUE}).")
  private Duration delay;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      defaultValue = "results/calibration",
      description = "Results folder (default: ${DEFAULT-VALUE}).")
  private Path out;

  @SuppressWarnings("NullAway.Init") // options are injected by picocli
  CalibrateCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  /** A length of time; a plain number counts milliseconds, as it did before lengths had units. */
  static final class Milliseconds implements ITypeConverter<Duration> {
    @Override
    public Duration convert(String value) {
      return Durations.parse(value, "ms");
    }
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    OptionRules.positive("--seconds", length);
    List<Plan> plans = new ArrayList<>();
    for (Rate rate : rates) {
      for (String chat : chats) {
        plans.add(plan(rate.perSecond(), chat, plans.size() + 1));
      }
    }
    ScenarioCommand.prepare(out, plans.getLast());
    boolean forPeople = Rows.format(invocation.options()).forPeople();
    RowWriter<CalibrationRow> rows = Rows.writer(invocation, CalibrationRow.VIEW);
    // A server is bound by its limit of open files as a generator is.
    int servers = (int) Math.ceilDiv(clients + shards, OpenFiles.ofThisProcess().sockets());
    boolean complete = true;
    boolean valid = true;
    try (CalibrationCluster cluster =
        CalibrationCluster.start(
            JavaProcess.command(), servers, (int) delay.toMillis(), out.resolve("server.log"))) {
      if (forPeople) {
        print(CalibrationRow.HEADING);
      }
      for (Plan plan : plans) {
        Summary summary = measure(plan.at(cluster.url()));
        complete &= summary.flawless();
        valid &= summary.valid();
        CalibrationRow row = new CalibrationRow(plan.system().chats().shown(), summary);
        if (forPeople) {
          print(row.line());
        } else {
          rows.row(row);
        }
      }
    }
    if (!forPeople) {
      rows.end();
    }
    return (complete ? valid ? ExitCode.OK : ExitCode.NOT_VALID : ExitCode.PARTIAL).code();
  }

  private List<String> traffic(double rate, String chat) {
    return List.of(
        "--chat=" + chat,
        "--rate=" + rate,
        "--messages=" + Math.max(1, Math.round(rate * length.toMillis() / 1e3)),
        "--warm-up=" + warmUps(),
        "--connect-rate=2000",
        "--linger=200ms");
  }

  /** A floor is what is left once everything is compiled. */
  private int warmUps() {
    return Math.clamp(WARM_UP_DELIVERIES / Math.max(1, clients), FEWEST_WARM_UPS, MOST_WARM_UPS);
  }

  private Plan plan(double rate, String chat, int number) {
    var options = new RunOptions();
    Grammar.teach(new CommandLine(options), InstantSource.system())
        .parseArgs(traffic(rate, chat).toArray(String[]::new));
    options.shards = shards;
    String runId = "calibration-" + number;
    return new PlanBuilder(Scenario.BROADCAST, options, Map.of(), invocation.now())
        .build(URI.create("ws://127.0.0.1/"), runId, clients);
  }

  private Summary measure(Plan plan) throws IOException, InterruptedException {
    Path folder = Files.createDirectories(out.resolve(plan.runId()));
    double rate = plan.traffic().rate();
    String chat = plan.system().chats().shown();
    Runner runner =
        shards > 1
            ? new LocalShards(invocation, traffic(rate, chat), shards)
            : new Measurement(invocation, Gatling.OWN, StartSignal.WHEN_READY, false);
    Results results =
        runner.run(
            plan,
            folder,
            List.of(
                "loadtest",
                "calibrate",
                "--chat=" + chat,
                "--clients=" + clients,
                "--rates=" + rate,
                "--seconds=" + length.toMillis() + "ms",
                "--delay=" + delay.toMillis() + "ms",
                "--shards=" + shards));
    Conclusion.unconditional(invocation).write(results, folder);
    Summary summary = Summary.of(results);
    String stopped = summary.facts().ending().stopped();
    if (stopped != null) {
      throw new CliException(
          summary.facts().ending().interrupted() ? ExitCode.INTERRUPTED : ExitCode.UNAVAILABLE,
          stopped);
    }
    return summary;
  }

  private void print(String line) {
    invocation.out().line(line);
    invocation.out().flush();
  }
}
