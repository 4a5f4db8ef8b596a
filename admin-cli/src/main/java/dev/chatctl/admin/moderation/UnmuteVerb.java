package dev.chatctl.admin.moderation;

import dev.chatctl.admin.target.TargetedInvocation;
import dev.chatctl.core.moderation.ModerationRule;
import picocli.CommandLine.Command;

@Command(
    name = "unmute",
    description =
        "Let talk again whom a mute silenced: say the user or network and the room as it did.")
public final class UnmuteVerb extends AllowingVerb {
  UnmuteVerb(TargetedInvocation invocation) {
    super(invocation, ModerationRule.Kind.MUTE);
  }
}
