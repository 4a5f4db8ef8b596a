package dev.chatctl.admin.setup;

import dev.chatctl.admin.aws.Aws;
import dev.chatctl.admin.aws.AwsFailures;
import dev.chatctl.admin.described.DescribedTables;
import dev.chatctl.admin.target.Target;
import dev.chatctl.admin.target.TargetedInvocation;
import dev.chatctl.cli.CliException;
import dev.chatctl.cli.ExitCode;
import dev.chatctl.cli.Failures;
import dev.chatctl.cli.output.RowWriter;
import dev.chatctl.cli.output.Rows;
import dev.chatctl.core.aws.Futures;
import dev.chatctl.core.aws.Http;
import dev.chatctl.core.table.Row;
import dev.chatctl.core.table.Tables;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import software.amazon.awssdk.core.exception.SdkServiceException;

@Command(
    name = "doctor",
    description =
        "Check credentials, endpoints, tables, permissions and clock; say what to do about each.")
public final class DoctorVerb implements Callable<Integer> {
  /** AWS: a request signed more than five minutes off is refused. */
  private static final Duration CLOCK_TOLERANCE = Duration.ofMinutes(4);

  private static final String PROBE = "AAAAAAAAAAAAAAAAAA==";

  private final TargetedInvocation invocation;

  /** Between DynamoDB's clock and this machine's. */
  private Optional<Duration> offset = Optional.empty();

  DoctorVerb(TargetedInvocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() {
    var checks = new ArrayList<Check>();
    try (Aws aws = Aws.of(invocation)) {
      Target target = aws.target();
      checks.add(Check.ok("target", target.name() + ", region " + target.require("region")));
      checks.add(credentials(aws));
      if (!target.local()) {
        checks.add(Quotas.check(target));
      }
      checks.addAll(tables(aws));
      Counts.check(aws).ifPresent(checks::add);
      checks.add(connections(aws));
      checks.add(logs(aws));
      checks.add(clock());
    } catch (CliException e) {
      checks.add(Check.failed("target", String.valueOf(e.getMessage()), e.hint().orElse("")));
    }
    RowWriter<Check> writer = Rows.writer(invocation, Check.VIEW);
    checks.forEach(writer::row);
    writer.end();
    boolean healthy = checks.stream().noneMatch(check -> check.result() == Check.Result.FAILED);
    return (healthy ? ExitCode.OK : ExitCode.UNEXPECTED).code();
  }

  private static Check credentials(Aws aws) {
    if (aws.target().local()) {
      return Check.ok("credentials", "the local stack needs none");
    }
    return attempt(
        "credentials",
        () -> {
          var identity = aws.access().credentials().resolveCredentials();
          String id = identity.accessKeyId();
          return "access key ..." + id.substring(Math.max(0, id.length() - 4));
        });
  }

  private List<Check> tables(Aws aws) {
    var checks = new ArrayList<Check>();
    Tables tables = aws.tables(call -> keepTime(call.answer()));
    if (aws.described().isPresent()) {
      DescribedTables described = aws.described().get().described();
      described
          .chat()
          .tables()
          .keySet()
          .forEach(
              kind -> checks.add(attempt("tables." + kind, () -> read(tables, described, kind))));
      return checks;
    }
    for (String name : Target.NAMES) {
      if (name.startsWith("tables.")) {
        checks.add(
            aws.target()
                .value(name)
                .map(table -> attempt(name, () -> read(tables, table)))
                .orElseGet(
                    () ->
                        Check.failed(
                            name, "not known", "chatctl context add NAME --from-terraform DIR")));
      }
    }
    return checks;
  }

  // Reading is the permission that list, who and history need.
  private static String read(Tables tables, String table) {
    Futures.await(tables.scan(new Tables.Scan(table, Tables.Expression.NONE, 1, Row.EMPTY)));
    return table + " can be read";
  }

  /** The same of a described table, one row of which has to look as it is described. */
  private static String read(Tables tables, DescribedTables described, String kind) {
    String table = described.table(kind);
    List<Row> rows =
        Futures.await(tables.scan(new Tables.Scan(table, Tables.Expression.NONE, 1, Row.EMPTY)))
            .rows();
    List<String> unreadable =
        rows.stream().flatMap(row -> described.row(kind, row).unreadable().stream()).toList();
    if (!unreadable.isEmpty()) {
      throw CliException.usage(
          "%s has what cannot be read: %s".formatted(table, String.join("; ", unreadable)),
          "\"%s\" in \"tables\" of the description says what its attributes hold".formatted(kind));
    }
    return table + " can be read" + (rows.isEmpty() ? ", and is empty" : "");
  }

  private static Check connections(Aws aws) {
    if (aws.target().value("management_endpoint").isEmpty()) {
      return Check.failed(
          "@connections",
          "management_endpoint is not known",
          "--endpoint-url or a context says it");
    }
    return attempt(
        "@connections",
        () -> {
          try {
            Futures.await(aws.callback().getConnection(get -> get.connectionId(PROBE)));
          } catch (SdkServiceException e) {
            // Gone, or no id of this API: either answer means that we may ask.
            if (e.statusCode() != 410 && e.statusCode() != 400) {
              throw e;
            }
          }
          return aws.target().require("management_endpoint") + " answers";
        });
  }

  private static Check logs(Aws aws) {
    if (aws.target().logGroups().isEmpty()) {
      return Check.skipped("logs", "the target names no log groups; chatctl logs needs them named");
    }
    String group = aws.target().logGroups().values().iterator().next();
    return attempt(
        "logs",
        () -> {
          Futures.await(aws.logs().filterLogEvents(filter -> filter.logGroupName(group).limit(1)));
          return group + " can be read";
        });
  }

  // A refusal tells the time as well.
  private void keepTime(Http.Answer answer) {
    offset =
        answer
            .date()
            .map(date -> Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(date)))
            .map(time -> Duration.between(time, invocation.now()).abs());
  }

  /** By what DynamoDB answered to the other checks: asking for it would take a permission. */
  private Check clock() {
    if (offset.isEmpty()) {
      return Check.skipped("clock", "the service told no time");
    }
    String off = offset.get().toSeconds() + " s off";
    return offset.get().compareTo(CLOCK_TOLERANCE) > 0
        ? Check.failed(
            "clock",
            "this machine's clock is " + off,
            "set the clock (timedatectl set-ntp true); AWS refuses requests signed then")
        : Check.ok("clock", off);
  }

  private static Check attempt(String name, Callable<String> action) {
    try {
      return Check.ok(name, action.call());
    } catch (Exception e) { // whatever it is, the other checks go on
      Throwable cause = Failures.unwrap(e);
      CliException told =
          cause instanceof CliException known
              ? known
              : AwsFailures.explain(cause)
                  .orElseGet(() -> new CliException(ExitCode.UNEXPECTED, cause.toString()));
      return Check.failed(name, String.valueOf(told.getMessage()), told.hint().orElse("--debug"));
    }
  }
}
