package dev.chatctl.loadtest.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The verbs of this room, and the one place where failures become exit codes. */
@Command(
    name = "chatctl",
    description = "Measure the fan-out of a chat.",
    synopsisSubcommandLabel = "VERB")
public final class CommandLineInterface implements Runnable {
  private static final String[] DEMO = {
    "Start the whole backend on this machine, broadcast through it and report.",
    "Exits with 0 only if every delivery arrived, and none twice; with 5 otherwise."
  };

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      scope = CommandLine.ScopeType.INHERIT,
      description = "Show this help.")
  @SuppressWarnings("UnusedVariable") // read by picocli
  private boolean help;

  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

  @SuppressWarnings("NullAway.Init") // spec is injected by picocli
  private CommandLineInterface() {}

  /** Runs the verb that the arguments name and returns its exit code. */
  public static int run(Host host, String... args) {
    Interrupts interrupts = Interrupts.install();
    try {
      return commandLine(host, interrupts).execute(args);
    } finally {
      interrupts.finished();
    }
  }

  static CommandLine commandLine(Host host, Interrupts interrupts) {
    CommandLine loadtest = new CommandLine(new LoadTestCommand());
    for (Scenario scenario : Scenario.values()) {
      loadtest.addSubcommand(scenario.verb(), scenario(host, interrupts, scenario, false));
    }
    loadtest.addSubcommand(new MergeCommand(host));
    loadtest.addSubcommand(new CalibrateCommand(host, interrupts));
    CommandLine root = new CommandLine(new CommandLineInterface());
    CommandLine demo = scenario(host, interrupts, Scenario.BROADCAST, true);
    demo.getCommandSpec()
        .usageMessage()
        .description(DEMO)
        .footer("", "A conversation to look at instead: chatctl demo chat --local");
    root.addSubcommand("demo", demo);
    root.addSubcommand(loadtest);
    root.setOut(new PrintWriter(host.out(), true, StandardCharsets.UTF_8));
    root.setErr(new PrintWriter(host.err(), true, StandardCharsets.UTF_8));
    root.setParameterExceptionHandler(
        (e, arguments) -> {
          host.err().println("error: " + e.getMessage());
          host.err()
              .println(
                  " hint: "
                      + e.getCommandLine().getCommandSpec().qualifiedName()
                      + " --help shows the options");
          return ExitCode.USAGE;
        });
    root.setExecutionExceptionHandler((e, commandLine, result) -> exitCode(host, e));
    return root;
  }

  private static CommandLine scenario(
      Host host, Interrupts interrupts, Scenario scenario, boolean demo) {
    CommandLine command = new CommandLine(new ScenarioCommand(host, interrupts, scenario, demo));
    command
        .getCommandSpec()
        .usageMessage()
        .description(scenario.description())
        .customSynopsis(
            "chatctl " + (demo ? "demo" : "loadtest " + scenario.verb()) + " [OPTION...]");
    return command;
  }

  private static int exitCode(Host host, Exception failure) {
    return switch (failure) {
      case CommandFailure e -> {
        host.err().println("error: " + e.getMessage());
        yield e.exitCode();
      }
      case InterruptedException e -> {
        host.err().println("error: interrupted");
        yield ExitCode.INTERRUPTED;
      }
      default -> {
        host.err().println("error: unexpected failure: " + failure);
        yield ExitCode.UNEXPECTED;
      }
    };
  }

  @Override
  public void run() {
    throw new CommandLine.ParameterException(spec.commandLine(), "no verb given");
  }
}
