package dev.chatctl.admin.connections;

import dev.chatctl.admin.aws.AuditLog;
import dev.chatctl.admin.aws.Aws;
import dev.chatctl.admin.target.TargetedInvocation;
import dev.chatctl.cli.CliException;
import dev.chatctl.cli.Confirmation;
import dev.chatctl.cli.ExitCode;
import dev.chatctl.cli.OptionRules;
import dev.chatctl.cli.Pacer;
import dev.chatctl.cli.Progress;
import dev.chatctl.cli.output.RowWriter;
import dev.chatctl.cli.output.Rows;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import software.amazon.awssdk.core.SdkBytes;

@Command(
    name = "kick",
    aliases = {"rm", "disconnect"},
    description = {
      "Close connections: those with these ids, or those the filters choose.",
      "Who is chosen is fixed at the start: whoever reconnects meanwhile is not kicked again."
    },
    footer = {
      "",
      "  chatctl kick gbik1K9kzQAYKEilnA==",
      "  chatctl kick --room lobby --older-than 1h --delay 50ms --reason 'maintenance'"
    })
public final class KickVerb implements Callable<Integer> {
  private static final int CONCURRENCY = 8;

  private final TargetedInvocation invocation;

  @Parameters(paramLabel = "ID", arity = "0..*", description = "Connections to close.")
  private List<String> ids = List.of();

  @Mixin private FilterOptions filters = new FilterOptions();

  @Mixin private Confirmation confirmation = new Confirmation();

  @Option(names = "--all", description = "Close every connection there is.")
  private boolean all;

  @Option(names = "--limit", paramLabel = "N", description = "Close at most N, the oldest first.")
  private long limit = Long.MAX_VALUE;

  @Option(
      names = "--delay",
      paramLabel = "LENGTH",
      description = "Wait this long between two, e.g. 50ms.")
  private Duration delay = Duration.ZERO;

  @Option(
      names = "--reason",
      paramLabel = "TEXT",
      description = "Send this text to each first; API Gateway lets nobody choose a close reason.")
  private Optional<String> reason = Optional.empty();

  KickVerb(TargetedInvocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() {
    check();
    try (Aws aws = Aws.of(invocation)) {
      List<Listed> chosen = ids.isEmpty() ? chosen(aws) : List.of();
      List<String> targets =
          ids.isEmpty() ? chosen.stream().map(listed -> listed.row().connectionId()).toList() : ids;
      if (confirmation.dryRun()) {
        preview(targets, chosen, aws.described().isPresent());
        invocation.notice("Would kick %,d; nothing was done.".formatted(targets.size()));
        return ExitCode.OK.code();
      }
      String action =
          "kick %,d %s"
              .formatted(targets.size(), targets.size() == 1 ? "connection" : "connections");
      // Whoever typed an id has made up their mind.
      if (ids.isEmpty()
          && !confirmation.confirm(
              invocation, action, chosen.stream().map(Listed::sentence).toList())) {
        invocation.say("Nothing was done.");
        return ExitCode.OK.code();
      }
      return kick(aws, targets);
    }
  }

  private void check() {
    if ((ids.isEmpty() && filters.isEmpty() && !all) || ids.stream().anyMatch(String::isBlank)) {
      throw CliException.usage(
          "kick whom? (expected: ids, filters or --all)", "chatctl kick --help has examples");
    }
    if (!ids.isEmpty() && (!filters.isEmpty() || all)) {
      throw CliException.usage(
          "either ids or filters choose whom to kick", "leave one of them out");
    }
    if (!ids.isEmpty() && limit != Long.MAX_VALUE) {
      throw CliException.usage(
          "--limit chooses among those that filters choose, not among ids",
          "leave one of them out");
    }
    OptionRules.atLeast(1, "--limit", limit, "leave it out for all");
  }

  private List<Listed> chosen(Aws aws) {
    return Selection.of(invocation, aws, filters, false)
        .filter(Listed::hasId)
        .sorted(Sorting.by("age", false))
        .limit(limit)
        .toList();
  }

  private void preview(List<String> targets, List<Listed> chosen, boolean described) {
    if (ids.isEmpty()) {
      RowWriter<Listed> writer = Rows.writer(invocation, Listed.view(false, described));
      chosen.forEach(writer::row);
      writer.end();
    } else {
      RowWriter<ConnectionResult> writer =
          Rows.writer(invocation, ConnectionResult.view("would_kick"));
      targets.forEach(
          id -> writer.row(new ConnectionResult(id, ConnectionResult.Kind.DONE, Optional.empty())));
      writer.end();
    }
  }

  private int kick(Aws aws, List<String> targets) {
    new AuditLog(invocation, aws).note("kick", targets, reason);
    var connections = new Connections(aws.callback());
    RowWriter<ConnectionResult> writer = Rows.writer(invocation, ConnectionResult.view("kicked"));
    // A delay is meant between two, so there is only one at a time.
    int concurrency = delay.isZero() ? CONCURRENCY : 1;
    Pacer pacer =
        delay.isZero()
            ? Budget.pace(invocation, aws, Optional.empty())
            : new Pacer(invocation.interrupt(), delay);
    Tally tally;
    try (var progress = Progress.counting(invocation, "kicked", targets.size())) {
      tally =
          new Campaign(invocation.interrupt(), pacer, concurrency)
              .run(
                  targets.iterator(),
                  id -> kick(connections, id),
                  outcome -> {
                    writer.row(outcome);
                    progress.step();
                  });
    }
    writer.end();
    long left = targets.size() - tally.attempted();
    invocation.notice(
        tally.sentence("kicked") + (left > 0 ? ", not attempted %,d".formatted(left) : ""));
    return tally.exitCode(invocation.interrupt(), !ids.isEmpty()).code();
  }

  private CompletableFuture<Connections.Result> kick(Connections connections, String id) {
    return reason
        .map(text -> connections.post(id, SdkBytes.fromUtf8String(text)))
        .orElseGet(() -> CompletableFuture.completedFuture(Connections.Result.DONE))
        .thenCompose(
            posted ->
                posted == Connections.Result.GONE
                    ? CompletableFuture.completedFuture(posted)
                    : connections.delete(id));
  }
}
