package dev.chatctl.admin.moderation;

import dev.chatctl.admin.target.TargetedInvocation;
import dev.chatctl.core.moderation.ModerationRule;
import picocli.CommandLine.Command;

@Command(
    name = "unban",
    description =
        "Let in again whom a ban kept out: say the user or network and the room as the ban did.")
public final class UnbanVerb extends AllowingVerb {
  UnbanVerb(TargetedInvocation invocation) {
    super(invocation, ModerationRule.Kind.BAN);
  }
}
