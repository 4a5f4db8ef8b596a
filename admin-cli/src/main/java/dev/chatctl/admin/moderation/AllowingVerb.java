package dev.chatctl.admin.moderation;

import dev.chatctl.admin.aws.AuditLog;
import dev.chatctl.admin.aws.Aws;
import dev.chatctl.admin.target.TargetedInvocation;
import dev.chatctl.cli.CliException;
import dev.chatctl.cli.ExitCode;
import dev.chatctl.core.aws.Futures;
import dev.chatctl.core.moderation.ModerationRule;
import dev.chatctl.core.moderation.ModerationRule.Kind;
import dev.chatctl.core.moderation.ModerationTable;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;

/** Takes a rule back. */
abstract class AllowingVerb implements Callable<Integer> {
  private final TargetedInvocation invocation;
  private final Kind kind;

  @Mixin private WhomOptions options = new WhomOptions();

  AllowingVerb(TargetedInvocation invocation, Kind kind) {
    this.invocation = invocation;
    this.kind = kind;
  }

  @Override
  public final Integer call() {
    String id =
        new ModerationRule(
                kind,
                options.whom(),
                options.room(),
                Optional.empty(),
                Optional.empty(),
                "",
                invocation.now())
            .id();
    try (Aws aws = Aws.of(invocation)) {
      ModerationTable table = aws.moderation();
      new AuditLog(invocation, aws)
          .note("un" + kind.wireName(), List.of(id), options.whom().user(), Optional.empty());
      if (!Futures.await(table.takeBack(id)).done()) {
        throw new CliException(
            ExitCode.NOT_FOUND,
            "there is no such %s (asked for: %s)".formatted(kind.wireName(), id),
            "chatctl bans shows all; one of a room is not the one of everywhere");
      }
      invocation.notice("Taken back: " + id);
      return ExitCode.OK.code();
    }
  }
}
