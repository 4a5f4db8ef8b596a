package dev.chatctl.dashboard.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** {@code chatctl dashboard}: entry point and what its verbs have in common. */
@Command(
    name = "chatctl dashboard",
    description = "Check the CloudWatch dashboards, or see them before they are deployed.",
    customSynopsis = "chatctl dashboard VERB",
    commandListHeading = "%nVerbs:%n",
    subcommands = {CheckCommand.class, PreviewCommand.class})
public final class DashboardCommand {
  static final int UNEXPECTED = 1;
  static final int USAGE = 2;
  static final int UNAVAILABLE = 6;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      scope = ScopeType.INHERIT,
      description = "Show this help.")
  @SuppressWarnings("unused") // picocli looks at it
  private boolean help;

  public static void main(String[] args) {
    var out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
    var err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
    System.exit(commandLine(out, err).execute(args));
  }

  static CommandLine commandLine(PrintWriter out, PrintWriter err) {
    return new CommandLine(new DashboardCommand())
        .setOut(out)
        .setErr(err)
        .setParameterExceptionHandler((e, args) -> told(e.getCommandLine(), USAGE, e.getMessage()))
        .setExecutionExceptionHandler((e, command, parsed) -> failed(e, command));
  }

  private static int failed(Exception e, CommandLine command) {
    return switch (e) {
      case NoSuchFileException missing ->
          told(command, USAGE, missing.getFile() + ": no such file (expected: one to read)");
      case IllegalArgumentException bad -> told(command, USAGE, bad.getMessage());
      case IllegalStateException absent -> told(command, UNAVAILABLE, absent.getMessage());
      case IOException bad -> told(command, USAGE, bad.getMessage());
      default -> told(command, UNEXPECTED, "unexpected: " + e);
    };
  }

  private static int told(CommandLine command, int code, @Nullable String problem) {
    command.getErr().println("error: " + problem);
    command.getErr().println(" hint: chatctl dashboard --help");
    return code;
  }
}
