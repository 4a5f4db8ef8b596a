package dev.chatctl.admin.person;

import dev.chatctl.admin.aws.AuditLog;
import dev.chatctl.admin.aws.Aws;
import dev.chatctl.admin.target.TargetedInvocation;
import dev.chatctl.cli.CliException;
import dev.chatctl.cli.Confirmation;
import dev.chatctl.cli.ExitCode;
import dev.chatctl.cli.Progress;
import dev.chatctl.cli.output.Column;
import dev.chatctl.cli.output.RowWriter;
import dev.chatctl.cli.output.Rows;
import dev.chatctl.cli.output.View;
import dev.chatctl.core.census.Trace.Kind;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.ToLongFunction;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "erase",
    description = {
      "Erase what the tables keep of a user: connections, sessions, messages, markers.",
      "Rules and what operators did are kept. If it is cut short, the same again does the rest:"
          + " audit shows erase once it began, and erased once it was done."
    },
    footer = {"", "  chatctl erase ann --dry-run", "  chatctl erase ann --kick"})
public final class EraseVerb implements Callable<Integer> {
  private static final Duration TOLD_EVERY = Duration.ofSeconds(10);

  private static final String OUT_OF_REACH =
      "Out of reach, each until its own end: log groups (ids, no texts), backups and exports of"
          + " tables, queues, results of load tests, copies that clients and readers have, and what"
          + " others said.";

  private final TargetedInvocation invocation;

  @Mixin private Whose whose = new Whose();

  @Mixin private Confirmation confirmation = new Confirmation();

  @Option(names = "--kick", description = "Close the user's connections first.")
  private boolean kick;

  EraseVerb(TargetedInvocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() {
    String user = whose.user();
    try (Aws aws = Aws.of(invocation)) {
      aws.requireOurs();
      var found = Inventory.of(aws.traces(), user, invocation.interrupt()::requested);
      if (invocation.interrupt().requested()) {
        return ExitCode.INTERRUPTED.code();
      }
      if (found.erasable() == 0 && !found.isUnfinished()) {
        throw new CliException(
            ExitCode.NOT_FOUND,
            "nothing is left of " + Whose.shown(user),
            "a user is what the token said, to the letter; chatctl export shows what is kept");
      }
      if (confirmation.dryRun()) {
        print("would_erase", found::of, found);
        return ExitCode.OK.code();
      }
      if (!found.connections().isEmpty() && !kick) {
        throw Erasure.connected(user, found.connections().size());
      }
      String action = "erase %,d rows of %s".formatted(found.erasable(), Whose.shown(user));
      if (!confirmation.confirm(invocation, action, found.lines())) {
        invocation.say("Nothing was done.");
        return ExitCode.OK.code();
      }
      return erase(aws, user, found);
    }
  }

  private int erase(Aws aws, String user, Inventory found) {
    var audit = new AuditLog(invocation, aws);
    // The id is all that it holds of the person.
    audit.note(Inventory.BEGUN, List.of(user), Optional.of(user), Optional.empty());
    var erasure = new Erasure(invocation, aws, user, kick);
    Progress progress = Progress.telling(invocation, TOLD_EVERY, () -> told(erasure));
    try {
      erasure.run();
    } finally {
      progress.close();
      print("erased", erasure::of, found);
    }
    if (invocation.interrupt().requested()) {
      invocation.say("Not all was erased; the same again does the rest.");
      return ExitCode.INTERRUPTED.code();
    }
    audit.note(Inventory.DONE, List.of(user), Optional.of(user), Optional.empty());
    invocation.notice(told(erasure) + " " + OUT_OF_REACH);
    return ExitCode.OK.code();
  }

  private static String told(Erasure erasure) {
    return "Erased %,d rows.".formatted(erasure.total());
  }

  private void print(String done, ToLongFunction<Kind> gone, Inventory found) {
    View<Kind> view =
        View.of(
            "erasure",
            Kind::wireName,
            List.of(
                Column.of("kind", Kind::wireName),
                Column.of(done, kind -> kind.isErasable() ? gone.applyAsLong(kind) : 0L),
                Column.of("kept", kind -> kind.isErasable() ? 0L : found.of(kind))));
    RowWriter<Kind> writer = Rows.writer(invocation, view);
    for (Kind kind : Kind.values()) {
      writer.row(kind);
    }
    writer.end();
  }
}
