package dev.chatctl.admin.connections;

import dev.chatctl.admin.aws.Aws;
import dev.chatctl.admin.target.TargetedInvocation;
import dev.chatctl.cli.CliException;
import dev.chatctl.cli.ExitCode;
import dev.chatctl.cli.output.Rows;
import dev.chatctl.core.aws.Futures;
import dev.chatctl.core.census.Census;
import dev.chatctl.core.census.ConnectionRow;
import dev.chatctl.core.census.SessionRow;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
    name = "get",
    aliases = "show",
    description = "Show what the tables and @connections know of one connection, side by side.")
public final class GetVerb implements Callable<Integer> {
  private final TargetedInvocation invocation;

  @Parameters(paramLabel = "ID", description = "The connection's id.")
  private String id = "";

  GetVerb(TargetedInvocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() {
    if (id.isBlank()) {
      throw CliException.usage("ID: empty (expected: a connection id)", "chatctl list shows them");
    }
    try (Aws aws = Aws.of(invocation)) {
      CompletableFuture<Liveness> asked = new Connections(aws.callback()).get(id);
      Census census = aws.census();
      Optional<SessionRow> session = census.session(id);
      Optional<ConnectionRow> row = census.connection(id);
      Liveness liveness = Futures.await(asked);
      boolean live = liveness.state() == Liveness.State.LIVE;
      if (session.isEmpty() && row.isEmpty() && !live) {
        throw new CliException(
            ExitCode.NOT_FOUND,
            "there is no connection " + id + ", and there was none in the session history",
            "chatctl list shows who is there; chatctl sessions who was");
      }
      Rows.one(
          invocation,
          Inspection.view(aws.described().isPresent()),
          new Inspection(id, row, session, liveness));
      if (!live) {
        invocation.notice(
            "The connection is gone"
                + session.flatMap(Connections::ending).map(ending -> ": " + ending).orElse("")
                + ".");
      }
      return (live ? ExitCode.OK : ExitCode.NOT_FOUND).code();
    }
  }
}
