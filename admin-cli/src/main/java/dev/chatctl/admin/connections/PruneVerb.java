package dev.chatctl.admin.connections;

import dev.chatctl.admin.aws.AuditLog;
import dev.chatctl.admin.aws.Aws;
import dev.chatctl.admin.target.TargetedInvocation;
import dev.chatctl.cli.ExitCode;
import dev.chatctl.cli.output.RowWriter;
import dev.chatctl.cli.output.Rows;
import dev.chatctl.core.aws.Futures;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "prune",
    description = "Remove the rows of connections that are gone (asks @connections for each).")
public final class PruneVerb implements Callable<Integer> {
  private final TargetedInvocation invocation;

  @Mixin private FilterOptions filters = new FilterOptions();

  @Option(names = "--dry-run", description = "Only show which rows would go.")
  private boolean dryRun;

  PruneVerb(TargetedInvocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() {
    Instant begun = invocation.now();
    long pruned = 0;
    long[] checked = {0};
    try (Aws aws = Aws.of(invocation);
        Stream<Listed> rows = Selection.of(invocation, aws, filters, true)) {
      List<Listed> gone =
          rows.peek(row -> checked[0]++)
              .filter(Listed::isGone)
              .filter(listed -> listed.row().recipient().isDeadIfGone(begun))
              .toList();
      if (!dryRun && !gone.isEmpty()) {
        List<String> ids = gone.stream().map(listed -> listed.row().connectionId()).toList();
        new AuditLog(invocation, aws).note("prune", ids, Optional.empty());
      }
      RowWriter<ConnectionResult> writer =
          Rows.writer(invocation, ConnectionResult.view(dryRun ? "would_prune" : "pruned"));
      for (Listed listed : gone) {
        if (invocation.interrupt().requested()) {
          break;
        }
        if (!dryRun) {
          var unused = Futures.await(aws.remove(listed.row(), invocation.now()));
        }
        writer.row(
            new ConnectionResult(
                listed.row().connectionId(), ConnectionResult.Kind.DONE, Optional.empty()));
        pruned++;
      }
      writer.end();
    }
    invocation.notice(
        "%s %,d of %,d rows.".formatted(dryRun ? "Would prune" : "Pruned", pruned, checked[0]));
    return ExitCode.OK.code();
  }
}
