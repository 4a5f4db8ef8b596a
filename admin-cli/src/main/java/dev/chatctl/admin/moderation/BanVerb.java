package dev.chatctl.admin.moderation;

import dev.chatctl.admin.aws.Aws;
import dev.chatctl.admin.connections.Connections;
import dev.chatctl.admin.target.TargetedInvocation;
import dev.chatctl.core.aws.Futures;
import dev.chatctl.core.census.ConnectionRow;
import dev.chatctl.core.moderation.Moderation;
import dev.chatctl.core.moderation.ModerationRule;
import dev.chatctl.core.wire.Dialects;
import dev.chatctl.core.wire.Problem;
import dev.chatctl.core.wire.Reply;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Command;
import software.amazon.awssdk.core.SdkBytes;

@Command(
    name = "ban",
    description = {
      "Keep a user or a network out of a room or of all, and close their connections.",
      "Addresses are listed as networks (SOURCE_IP): whoever is connected from a smaller one is"
          + " closed when they next send."
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
  void made(Aws aws, ModerationRule rule, List<ConnectionRow> about) {
    var connections = new Connections(aws.callback());
    var closed = new HashSet<String>();
    close(connections, about, closed);
    // Until then some function may not know the rule, and have let them in again.
    invocation().interrupt().sleep(Moderation.AGE.plusSeconds(1));
    var late = new ArrayList<ConnectionRow>();
    Iterator<ConnectionRow> rows = connections(aws, rule);
    while (rows.hasNext() && !invocation().interrupt().requested()) {
      ConnectionRow row = rows.next();
      if (isAbout(rule, row)) {
        late.add(row);
      }
    }
    close(connections, late, closed);
    invocation().notice("Banned %s; closed %,d.".formatted(rule.whom(), closed.size()));
  }

  private void close(Connections connections, List<ConnectionRow> rows, Set<String> closed) {
    for (ConnectionRow row : rows) {
      if (invocation().interrupt().requested()) {
        return;
      }
      if (closed.add(row.connectionId())) {
        for (String frame :
            Dialects.get(row.dialect()).respond(new Reply.Refused(Problem.BANNED)).frames()) {
          var unused =
              Futures.await(connections.post(row.connectionId(), SdkBytes.fromUtf8String(frame)));
        }
        var unused = Futures.await(connections.delete(row.connectionId()));
      }
    }
  }
}
