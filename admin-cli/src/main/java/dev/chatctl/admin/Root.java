package dev.chatctl.admin;

import dev.chatctl.admin.chat.ChatVerb;
import dev.chatctl.admin.chat.DemoVerb;
import dev.chatctl.admin.cli.GlobalOptions;
import dev.chatctl.admin.cli.Invocation;
import dev.chatctl.admin.connections.BroadcastVerb;
import dev.chatctl.admin.connections.GetVerb;
import dev.chatctl.admin.connections.KickVerb;
import dev.chatctl.admin.connections.ListVerb;
import dev.chatctl.admin.connections.PostVerb;
import dev.chatctl.admin.connections.PruneVerb;
import dev.chatctl.admin.history.HistoryVerb;
import dev.chatctl.admin.history.SessionsVerb;
import dev.chatctl.admin.history.StatsVerb;
import dev.chatctl.admin.history.WhoVerb;
import dev.chatctl.admin.logs.LogsVerb;
import dev.chatctl.admin.setup.CandidatesVerb;
import dev.chatctl.admin.setup.CompletionVerb;
import dev.chatctl.admin.setup.ContextVerb;
import dev.chatctl.admin.setup.DoctorVerb;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The command without a verb: lists the verbs. */
@Command(
    name = "chatctl",
    description = "Runs, operates and load-tests a serverless WebSocket chat.",
    synopsisSubcommandLabel = "VERB",
    abbreviateSynopsis = true,
    versionProvider = Version.class,
    commandListHeading = "%nVerbs:%n",
    optionListHeading = "%nOptions of all verbs:%n",
    footer = {
      "",
      "chatctl VERB --help shows a verb's options. What all verbs share is explained by",
      "chatctl help exit-codes, output, filters and environment."
    },
    subcommands = {
      ListVerb.class,
      GetVerb.class,
      PostVerb.class,
      BroadcastVerb.class,
      KickVerb.class,
      PruneVerb.class,
      HistoryVerb.class,
      SessionsVerb.class,
      WhoVerb.class,
      StatsVerb.class,
      LogsVerb.class,
      ChatVerb.class,
      ContextVerb.class,
      DoctorVerb.class,
      CompletionVerb.class,
      CandidatesVerb.class,
      OtherRooms.Local.class,
      DemoVerb.class,
      OtherRooms.LoadTest.class,
      HelpVerb.class,
    })
final class Root implements Callable<Integer> {
  @Mixin
  @SuppressWarnings("unused") // picocli does
  private final GlobalOptions options;

  @Spec private CommandSpec spec;

  Root(Invocation invocation) {
    this.options = invocation.options();
  }

  @Override
  public Integer call() {
    spec.commandLine().usage(spec.commandLine().getOut());
    return 0;
  }
}
