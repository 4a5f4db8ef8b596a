package dev.chatctl.loadtest.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The verbs of this room, and the one place where failures become exit codes. */
@Command(
    name = "chatctl",
    description = "Measures the fan-out of a chat.",
    synopsisSubcommandLabel = "VERB",
    mixinStandardHelpOptions = false)
public final class CommandLineInterface implements Runnable {
  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      scope = CommandLine.ScopeType.INHERIT,
      description = "Show this help and exit.")
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
    loadtest.addSubcommand(new BroadcastCommand(host, interrupts));
    CommandLine root = new CommandLine(new CommandLineInterface());
    root.addSubcommand(new DemoCommand(host, interrupts));
    root.addSubcommand(loadtest);
    root.setOut(new PrintWriter(host.out(), true, StandardCharsets.UTF_8));
    root.setErr(new PrintWriter(host.err(), true, StandardCharsets.UTF_8));
    root.setParameterExceptionHandler(
        (e, arguments) -> {
          host.err().println("chatctl: " + e.getMessage());
          host.err()
              .println(
                  "  hint: "
                      + e.getCommandLine().getCommandSpec().qualifiedName()
                      + " --help shows the options");
          return ExitCode.USAGE;
        });
    root.setExecutionExceptionHandler((e, commandLine, result) -> exitCode(host, e));
    return root;
  }

  private static int exitCode(Host host, Exception failure) {
    return switch (failure) {
      case CommandFailure e -> {
        host.err().println("chatctl: " + e.getMessage());
        yield e.exitCode();
      }
      case InterruptedException e -> {
        host.err().println("chatctl: interrupted");
        yield ExitCode.INTERRUPTED;
      }
      default -> {
        host.err().println("chatctl: unexpected failure: " + failure);
        yield ExitCode.UNEXPECTED;
      }
    };
  }

  @Override
  public void run() {
    throw new CommandLine.ParameterException(spec.commandLine(), "no verb given");
  }
}
