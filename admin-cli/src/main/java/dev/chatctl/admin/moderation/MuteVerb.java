package dev.chatctl.admin.moderation;

import dev.chatctl.admin.aws.Aws;
import dev.chatctl.admin.target.TargetedInvocation;
import dev.chatctl.cli.ExitCode;
import dev.chatctl.core.census.ConnectionRow;
import dev.chatctl.core.moderation.Moderation;
import dev.chatctl.core.moderation.ModerationRule;
import java.util.List;
import picocli.CommandLine.Command;

@Command(
    name = "mute",
    description = "Let a user or a network listen only, in a room or everywhere.",
    footer = {"", "  chatctl mute ann --room lobby --for 1h --reason spam"})
public final class MuteVerb extends ForbiddingVerb {
  MuteVerb(TargetedInvocation invocation) {
    super(invocation, ModerationRule.Kind.MUTE);
  }

  @Override
  ExitCode made(Aws aws, ModerationRule rule, List<ConnectionRow> about) {
    invocation()
        .notice("Muted %s within %d seconds.".formatted(rule.whom(), Moderation.AGE.toSeconds()));
    return ExitCode.OK;
  }
}
