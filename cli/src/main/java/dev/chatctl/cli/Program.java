package dev.chatctl.cli;

import dev.chatctl.cli.value.Grammar;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;
import java.util.regex.Pattern;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * Carries out one command line: options all commands share, one voice for what is wrong, exit
 * codes, {@code --timeout}.
 *
 * @param verbs the names of the commands below the root where its model does not hold them all
 * @param explain a failure in a person's words, as far as the program knows it better than {@link
 *     Failures}
 */
public record Program(
    Invocation invocation,
    Collection<String> verbs,
    Function<Throwable, Optional<CliException>> explain) {

  private static final int NARROWEST_HELP = 60;
  private static final int WIDEST_HELP = 100;

  /** Picocli's words about a value that a converter refused, around the converter's own. */
  private static final Pattern REFUSED =
      Pattern.compile("cannot convert '.*' to \\S+ \\([\\w.$]+: (.*)\\)$", Pattern.DOTALL);

  /**
   * The whole process but for its end: a command over the process's own streams, that is let finish
   * its sentence on Ctrl-C and SIGTERM.
   *
   * @param grace how long the process waits for that
   * @param command returns an exit code
   */
  public static int ofProcess(Duration grace, ToIntFunction<Surroundings> command) {
    // Numbers look the same wherever the person is.
    Locale.setDefault(Locale.Category.FORMAT, Locale.ROOT);
    Surroundings surroundings = Surroundings.ofProcess();
    var shutdown = InterruptOnShutdown.register(surroundings.interrupt(), grace);
    int code = command.applyAsInt(surroundings);
    shutdown.finished();
    return code;
  }

  /** A program that has nothing to add to what all have in common. */
  public static Program of(Invocation invocation) {
    return new Program(invocation, List.of(), failure -> Optional.empty());
  }

  /** Picocli's model of a command; commands it names that take an invocation are given this one. */
  public static CommandLine commandLine(Invocation invocation, Object command) {
    return new CommandLine(command, new Invoked(invocation));
  }

  /** Runs a command line and returns its exit code; throws nothing. */
  public int run(Supplier<CommandLine> model, String... args) {
    int code;
    try (Deadline deadline = new Deadline(invocation.interrupt())) {
      CommandLine commands = model.get();
      configure(commands);
      commands.setParameterExceptionHandler((failure, unused) -> misused(failure));
      commands.setExecutionExceptionHandler(
          (failure, command, parsed) -> failed(deadline.told(failure)));
      commands.setExecutionStrategy(
          parsed -> {
            parsed.asCommandLineList().forEach(Program::refuseEmpty);
            invocation.options().timeout().ifPresent(deadline::start);
            return new CommandLine.RunLast().execute(parsed);
          });
      code = commands.execute(args);
      invocation.out().flush();
      if (deadline.passed() && code != ExitCode.TIMEOUT.code()) {
        code = failed(Deadline.failure(""));
      } else if (invocation.interrupt().requested() && code == ExitCode.OK.code()) {
        code = ExitCode.INTERRUPTED.code();
      }
    } catch (RuntimeException | Error e) {
      code = failed(e);
    }
    invocation.err().flush();
    return code;
  }

  /**
   * An empty value is, most often, a variable of the shell that is not set, and would choose
   * nothing, or everything. Hidden commands are asked by programs, which mean what they say.
   */
  private static void refuseEmpty(CommandLine command) {
    if (command.getCommandSpec().usageMessage().hidden()) {
      return;
    }
    for (ArgSpec argument : command.getParseResult().matchedArgs()) {
      if (argument.arity().max() > 0 && argument.originalStringValues().contains("")) {
        String name =
            argument instanceof OptionSpec option ? option.longestName() : argument.paramLabel();
        throw new ParameterException(
            command, "empty " + name + " (expected: a value; is a variable of the shell not set?)");
      }
    }
  }

  /** All commands are read and printed alike; what is set here reaches those that are there. */
  private void configure(CommandLine commands) {
    tellVersion(commands);
    Grammar.teach(commands, invocation.surroundings().clock());
    commands.setOut(unflushed(invocation.out()));
    commands.setErr(unflushed(invocation.err()));
    commands.setUsageHelpWidth(
        Math.clamp(invocation.terminals().columns(), NARROWEST_HELP, WIDEST_HELP));
    commands.setColorScheme(
        CommandLine.Help.defaultColorScheme(invocation.style().enabled() ? Ansi.ON : Ansi.OFF));
  }

  private int failed(Throwable failure) {
    return Failures.report(failure, invocation, explain).code();
  }

  private static void tellVersion(CommandLine command) {
    command.getCommandSpec().versionProvider(new Version());
    command.getSubcommands().values().forEach(Program::tellVersion);
  }

  private int misused(ParameterException misuse) {
    CommandSpec command = misuse.getCommandLine().getCommandSpec();
    String message = REFUSED.matcher(shown(String.valueOf(misuse.getMessage()))).replaceFirst("$1");
    String guess = "";
    if (misuse instanceof UnmatchedArgumentException unmatched) {
      String typed = shown(unmatched.getUnmatched().getFirst());
      Collection<String> known =
          unmatched.isUnknownOption() ? command.optionsMap().keySet() : verbs(command);
      if (!unmatched.isUnknownOption() && !known.isEmpty()) {
        message = "no such verb: " + typed;
      }
      guess = Guess.closestTo(typed, known).map(name -> "did you mean " + name + "? ").orElse("");
    }
    return failed(
        CliException.usage(
            Character.toLowerCase(message.charAt(0)) + message.substring(1),
            guess + command.qualifiedName() + " --help"));
  }

  private Collection<String> verbs(CommandSpec command) {
    return command.parent() == null && !verbs.isEmpty() ? verbs : command.subcommands().keySet();
  }

  /**
   * No argument can have this character: a program may have hidden one from the parser behind it.
   */
  private static String shown(String text) {
    return text.replace("\0", "");
  }

  /** For picocli's help: it would report a failed write its own way. All is flushed at the end. */
  private static PrintWriter unflushed(Output output) {
    return new PrintWriter(output) {
      @Override
      public void flush() {}
    };
  }
}
