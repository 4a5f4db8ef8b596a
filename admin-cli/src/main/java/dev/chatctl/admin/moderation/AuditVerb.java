package dev.chatctl.admin.moderation;

import dev.chatctl.admin.aws.Aws;
import dev.chatctl.admin.target.TargetedInvocation;
import dev.chatctl.cli.ExitCode;
import dev.chatctl.cli.output.Column;
import dev.chatctl.cli.output.RowWriter;
import dev.chatctl.cli.output.Rows;
import dev.chatctl.cli.output.View;
import dev.chatctl.core.aws.Futures;
import dev.chatctl.core.moderation.AuditEntry;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "audit",
    description = "Show what operators did: who, what, to whom, when and why, the first first.",
    footer = {"", "  chatctl audit --since 1d"})
public final class AuditVerb implements Callable<Integer> {
  private static final View<AuditEntry> VIEW =
      View.of(
          "entry",
          entry -> entry.at().toString(),
          List.of(
              Column.of("at", AuditEntry::at),
              Column.of("by", AuditEntry::by),
              Column.of("action", AuditEntry::action),
              Column.of("whom", AuditEntry::whom),
              Column.of("reason", entry -> entry.reason().orElse(null))));

  private final TargetedInvocation invocation;

  @Option(
      names = "--since",
      paramLabel = "TIME",
      description = "From this long ago, or this time on (default: all, a year at most).")
  private Optional<Instant> since = Optional.empty();

  AuditVerb(TargetedInvocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() {
    try (Aws aws = Aws.of(invocation)) {
      RowWriter<AuditEntry> writer = Rows.writer(invocation, VIEW);
      Futures.await(aws.moderation().audit(since.orElse(Instant.EPOCH))).forEach(writer::row);
      writer.end();
      return ExitCode.OK.code();
    }
  }
}
