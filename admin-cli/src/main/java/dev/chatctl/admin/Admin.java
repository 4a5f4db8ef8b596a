package dev.chatctl.admin;

import dev.chatctl.admin.aws.AwsFailures;
import dev.chatctl.admin.target.TargetedInvocation;
import dev.chatctl.cli.HelpLayout;
import dev.chatctl.cli.Program;
import dev.chatctl.cli.Surroundings;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Model.UsageMessageSpec;

/** Carries out one of an operator's command lines. */
public final class Admin {
  private static final String SHARED =
      "Also all options of chatctl --help: -o FORMAT, --query, --local, --context ...";

  private Admin() {}

  /** Runs the command line and returns its exit code; throws nothing. */
  public static int run(Surroundings surroundings, String... args) {
    var invocation = new TargetedInvocation(surroundings);
    return new Program(invocation, Verbs.listed(), AwsFailures::explain)
        .run(() -> commandLine(invocation, List.of(args)), DashedIds.hide(args));
  }

  /** The commands that these arguments name. */
  private static CommandLine commandLine(TargetedInvocation invocation, List<String> args) {
    CommandLine commands = Program.commandLine(invocation, new Root(invocation));
    Verbs.namedIn(args).forEach(commands::addSubcommand);
    commands.registerConverter(String.class, DashedIds::show);
    // @FILE is a body to send, not more arguments.
    commands.setExpandAtFiles(false);
    commands.getHelpSectionMap().remove(UsageMessageSpec.SECTION_KEY_COMMAND_LIST_HEADING);
    commands.getHelpSectionMap().put(UsageMessageSpec.SECTION_KEY_COMMAND_LIST, Verbs::list);
    HelpLayout.apply(commands, SHARED);
    return commands;
  }
}
