package dev.chatctl.admin.moderation;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.chatctl.admin.aws.Aws;
import dev.chatctl.admin.connections.Outreach;
import dev.chatctl.admin.connections.Tally;
import dev.chatctl.admin.target.TargetedInvocation;
import dev.chatctl.cli.ExitCode;
import dev.chatctl.core.census.ConnectionRow;
import dev.chatctl.core.moderation.Moderation;
import dev.chatctl.core.moderation.ModerationRule;
import dev.chatctl.core.wire.Dialect;
import dev.chatctl.core.wire.Problem;
import dev.chatctl.core.wire.Reply;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Command;

@Command(
    name = "ban",
    description = {
      "Keep a user or a network out of a room or of all, and close their connections.",
      "Where the tables do not tell whose address it is (SOURCE_IP), @connections is asked."
    },
    footer = {
      "",
      "  chatctl ban ann --for 24h --reason spam",
      "  chatctl ban --address 192.0.2.0/24 --room lobby"
    })
public final class BanVerb extends ForbiddingVerb {
  BanVerb(TargetedInvocation invocation) {
    super(invocation, ModerationRule.Kind.BAN);
  }

  @Override
  ExitCode made(Aws aws, ModerationRule rule, List<ConnectionRow> about) {
    var outreach = new Outreach(invocation(), aws);
    Tally first = outreach.dismiss(about, "banned", BanVerb::lastWord);
    // Until then some function may not know the rule, and have let them in again.
    invocation().interrupt().sleep(Moderation.AGE.plusSeconds(1));
    Set<String> closed = new HashSet<>(about.stream().map(ConnectionRow::connectionId).toList());
    List<ConnectionRow> now =
        rule.isInForce(invocation().now()) ? about(aws, rule, present(aws, rule)) : List.of();
    List<ConnectionRow> late =
        now.stream().filter(row -> !closed.contains(row.connectionId())).toList();
    Tally second = outreach.dismiss(late, "banned", BanVerb::lastWord);
    invocation()
        .notice("Banned %s; closed %,d.".formatted(rule.whom(), first.done() + second.done()));
    ExitCode code = first.exitCode(invocation().interrupt(), false);
    return code == ExitCode.OK ? second.exitCode(invocation().interrupt(), false) : code;
  }

  private static Optional<byte[]> lastWord(Dialect dialect) {
    return dialect.respond(new Reply.Refused(Problem.BANNED)).frames().stream()
        .findFirst()
        .map(frame -> frame.getBytes(UTF_8));
  }
}
