package dev.chatctl.loadtest.cli;

import dev.chatctl.cli.CliException;
import dev.chatctl.cli.CommonOptions;
import dev.chatctl.cli.ExitCode;
import dev.chatctl.cli.HelpLayout;
import dev.chatctl.cli.Invocation;
import dev.chatctl.cli.Program;
import dev.chatctl.cli.Surroundings;
import dev.chatctl.loadtest.injector.Gatling;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The verbs of this room. */
@Command(name = "chatctl", description = "Measure the fan-out of a chat.")
public final class LoadTestProgram implements Runnable {
  private static final String SHARED =
      "Also the options that all verbs share, as chatctl --help has them: -o json, --quiet,"
          + " --timeout ...";

  private static final String[] DEMO = {
    "Start the whole backend on this machine, broadcast through it and report.",
    "Exits with 0 only if every delivery arrived, and none twice; with 5 otherwise."
  };

  @Mixin
  @SuppressWarnings("unused") // picocli does
  private final CommonOptions options;

  @Spec private CommandSpec spec;

  private LoadTestProgram(Invocation invocation) {
    this.options = invocation.options();
  }

  /** Runs the verb that the arguments name and returns its exit code. */
  public static int run(Surroundings surroundings, String... args) {
    return run(surroundings, Gatling.OWN, args);
  }

  /** The same, single runs being carried out by that Gatling. */
  public static int run(Surroundings surroundings, Gatling gatling, String... args) {
    Invocation invocation = new Invocation(surroundings);
    return new Program(invocation, List.of("demo", "loadtest"), LoadTestProgram::explain)
        .run(() -> commandLine(invocation, gatling), args);
  }

  private static Optional<CliException> explain(Throwable failure) {
    return failure instanceof InterruptedException
        ? Optional.of(new CliException(ExitCode.INTERRUPTED, "interrupted"))
        : Optional.empty();
  }

  private static CommandLine commandLine(Invocation invocation, Gatling gatling) {
    CommandLine loadtest = new CommandLine(new LoadTestCommand());
    for (Scenario scenario : Scenario.values()) {
      loadtest.addSubcommand(scenario.verb(), scenario(invocation, gatling, scenario, false));
    }
    loadtest.addSubcommand(new ConsistencyCommand(invocation));
    loadtest.addSubcommand(new MergeCommand(invocation));
    loadtest.addSubcommand(new CompareCommand(invocation));
    loadtest.addSubcommand(new CalibrateCommand(invocation));
    loadtest.addSubcommand(new InitCommand(invocation));
    CommandLine demo = scenario(invocation, gatling, Scenario.BROADCAST, true);
    demo.getCommandSpec()
        .usageMessage()
        .description(DEMO)
        .footer("", "A conversation to look at instead: chatctl demo chat --local");
    CommandLine root =
        new CommandLine(new LoadTestProgram(invocation))
            .addSubcommand("demo", demo)
            .addSubcommand("loadtest", loadtest);
    HelpLayout.apply(root, SHARED);
    return root;
  }

  private static CommandLine scenario(
      Invocation invocation, Gatling gatling, Scenario scenario, boolean demo) {
    CommandLine command = new CommandLine(new ScenarioCommand(invocation, gatling, scenario, demo));
    command.setDefaultValueProvider(scenario);
    command.getCommandSpec().usageMessage().description(scenario.description());
    return command;
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "no verb given");
  }
}
