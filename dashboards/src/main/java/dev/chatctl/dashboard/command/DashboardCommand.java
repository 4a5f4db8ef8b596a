package dev.chatctl.dashboard.command;

import dev.chatctl.cli.CommonOptions;
import dev.chatctl.cli.HelpLayout;
import dev.chatctl.cli.Invocation;
import dev.chatctl.cli.Program;
import dev.chatctl.cli.Surroundings;
import java.time.Duration;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code chatctl dashboard}: entry point and what its verbs have in common. */
@Command(
    name = "chatctl dashboard",
    description = "Check the CloudWatch dashboards, or see them before they are deployed.",
    customSynopsis = "chatctl dashboard VERB",
    commandListHeading = "%nVerbs:%n",
    optionListHeading = "%nOptions of all verbs:%n",
    subcommands = {CheckCommand.class, PreviewCommand.class})
public final class DashboardCommand {
  private static final Duration GRACE = Duration.ofSeconds(3);

  @Mixin
  @SuppressWarnings("unused") // picocli looks at it
  private final CommonOptions options;

  private DashboardCommand(Invocation invocation) {
    this.options = invocation.options();
  }

  public static void main(String[] args) {
    System.exit(Program.ofProcess(GRACE, surroundings -> run(surroundings, args)));
  }

  /** Runs the command line and returns its exit code; throws nothing. */
  static int run(Surroundings surroundings, String... args) {
    var invocation = new Invocation(surroundings);
    return Program.of(invocation).run(() -> commandLine(invocation), args);
  }

  private static CommandLine commandLine(Invocation invocation) {
    CommandLine commands = Program.commandLine(invocation, new DashboardCommand(invocation));
    HelpLayout.apply(
        commands, "Also all options of chatctl dashboard --help: -o FORMAT, --quiet, --debug ...");
    return commands;
  }
}
