package dev.chatctl.admin.logs;

import dev.chatctl.admin.aws.Aws;
import dev.chatctl.admin.aws.AwsFailures;
import dev.chatctl.admin.target.TargetedInvocation;
import dev.chatctl.cli.CliException;
import dev.chatctl.cli.ExitCode;
import dev.chatctl.cli.Failures;
import dev.chatctl.cli.OptionRules;
import dev.chatctl.core.aws.Futures;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsAsyncClient;

@Command(
    name = "logs",
    aliases = "tail",
    description = "Show the logs of functions, merged by time; all functions' if none is named.",
    footer = {
      "",
      "  chatctl logs -f",
      "  chatctl logs send_message connect --since 1h30m --pattern '?ERROR ?WARN'",
      "  chatctl logs --since 1d --connection gbik1K9kzQAYKEilnA== -o ndjson"
    })
public final class LogsVerb implements Callable<Integer> {
  private static final Duration RECENT = Duration.ofMinutes(10);

  private final TargetedInvocation invocation;

  @Parameters(
      paramLabel = "FUNCTION",
      arity = "0..*",
      description = "Functions by their names in the definition, or whole log group names.")
  private List<String> functions = List.of();

  @Option(
      names = {"-f", "--follow"},
      description = "Go on with new lines until Ctrl-C.")
  private boolean follow;

  @Option(
      names = "--live",
      description =
          "Follow with a live tail: pushed, billed by the minute, a sample above 500 lines a"
              + " second.")
  private boolean live;

  @Option(
      names = "--since",
      paramLabel = "TIME",
      description = "From this long ago, or this time on, e.g. 1h30m (default: 10m).")
  private Optional<Instant> since = Optional.empty();

  @Option(names = "--until", paramLabel = "TIME", description = "Up to this time.")
  private Optional<Instant> until = Optional.empty();

  @Option(
      names = "--interval",
      paramLabel = "LENGTH",
      description = "With -f: look for new lines this often (default: 1s).")
  private Duration interval = Duration.ofSeconds(1);

  @Option(names = "--raw", description = "Print the lines only.")
  private boolean raw;

  @Option(
      names = "--full",
      description = "Print Lambda's START, END and REPORT lines as they are, not as one.")
  private boolean full;

  @Option(
      names = "--timezone",
      paramLabel = "ZONE",
      description = "Print times of this zone, e.g. Europe/Berlin (default: UTC).")
  private String zone = "UTC";

  @Mixin private LineFilter filter = new LineFilter();

  LogsVerb(TargetedInvocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() {
    if (until.isPresent() && (follow || live)) {
      throw CliException.usage("--until ends what --follow and --live go on with", "leave one out");
    }
    OptionRules.positive("--interval", interval);
    Instant start = since.orElseGet(() -> invocation.now().minus(RECENT));
    OptionRules.span(Optional.of(start), until);
    Predicate<String> chosen = filter.predicate();
    var printer = new LinePrinter(invocation, raw, full, zone(), filter.highlights());
    try (Aws aws = Aws.of(invocation)) {
      CloudWatchLogsAsyncClient client = aws.logs();
      Map<String, String> groups = Groups.resolve(functions, aws.target().logGroups(), client);
      if (live) {
        tail(client, groups, chosen, printer);
      } else {
        List<GroupReader> readers = readers(client, groups, printer);
        if (follow) {
          follow(readers, start, chosen, printer);
        } else {
          print(readers, start, until, chosen, printer);
        }
      }
      printer.end();
      return ExitCode.OK.code();
    }
  }

  private List<GroupReader> readers(
      CloudWatchLogsAsyncClient client, Map<String, String> groups, LinePrinter printer) {
    // What came so far is shown before the wait for more.
    BooleanSupplier goesOn =
        () -> {
          printer.flush();
          return !invocation.interrupt().requested();
        };
    var readers = new ArrayList<GroupReader>();
    groups.forEach(
        (group, function) ->
            readers.add(new GroupReader(client, group, function, filter.serverPattern(), goesOn)));
    return readers;
  }

  /** What there is: read page by page and merged, so that it may be longer than memory. */
  private void print(
      List<GroupReader> readers,
      Instant start,
      Optional<Instant> end,
      Predicate<String> chosen,
      LinePrinter printer) {
    show(readers.stream().map(reader -> reader.lines(start, end)), chosen, printer);
  }

  private void show(Stream<Iterator<LogLine>> logs, Predicate<String> chosen, LinePrinter printer) {
    var lines = new Merge(logs.toList());
    while (lines.hasNext() && !invocation.interrupt().requested()) {
      show(lines.next(), chosen, printer);
    }
    printer.flush();
  }

  private void follow(
      List<GroupReader> readers, Instant start, Predicate<String> chosen, LinePrinter printer) {
    List<Follower> followers =
        readers.stream().map(reader -> new Follower(reader, start, invocation::say)).toList();
    do {
      Instant now = invocation.now();
      show(followers.stream().map(f -> new Patient(f.poll(now))), chosen, printer);
    } while (!invocation.interrupt().sleep(interval));
  }

  /**
   * Lines that end, until the next round, where they cannot be read: following outlives throttling
   * and a network that comes and goes, but not expired credentials.
   */
  private final class Patient implements Iterator<LogLine> {
    private final Iterator<LogLine> lines;

    Patient(Iterator<LogLine> lines) {
      this.lines = lines;
    }

    @Override
    public boolean hasNext() {
      try {
        return lines.hasNext();
      } catch (RuntimeException e) {
        Throwable cause = Futures.cause(Failures.unwrap(e));
        ExitCode code =
            AwsFailures.explain(cause).map(CliException::exitCode).orElse(ExitCode.UNEXPECTED);
        if (code != ExitCode.UNAVAILABLE) {
          throw e;
        }
        invocation.say("Cannot read the log now, trying again: " + cause.getMessage());
        return false;
      }
    }

    @Override
    public LogLine next() {
      return lines.next();
    }
  }

  private void tail(
      CloudWatchLogsAsyncClient client,
      Map<String, String> groups,
      Predicate<String> chosen,
      LinePrinter printer) {
    List<String> identifiers =
        groups.keySet().stream().map(group -> Groups.arn(client, group)).toList();
    new LiveTailSession(
            groups,
            line -> show(line, chosen, printer),
            () -> invocation.say("SAMPLED: more than 500 lines a second; some are not shown."),
            printer::flush)
        .run(client, identifiers, filter.serverPattern(), invocation.interrupt());
    if (!invocation.interrupt().requested()) {
      invocation.say("The live tail has ended, as AWS's do after three hours; start another.");
    }
  }

  private static void show(LogLine line, Predicate<String> chosen, LinePrinter printer) {
    if (chosen.test(line.message())) {
      printer.print(line);
    }
  }

  private ZoneId zone() {
    try {
      return ZoneId.of(zone);
    } catch (DateTimeException e) {
      throw CliException.usage(
          "--timezone: " + zone + " (expected: a zone)", "such as UTC, +02:00 or Europe/Berlin");
    }
  }
}
