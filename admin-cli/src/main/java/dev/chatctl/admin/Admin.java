package dev.chatctl.admin;

import dev.chatctl.admin.cli.CliException;
import dev.chatctl.admin.cli.DashedIds;
import dev.chatctl.admin.cli.Durations;
import dev.chatctl.admin.cli.ExitCode;
import dev.chatctl.admin.cli.Failures;
import dev.chatctl.admin.cli.HelpLayout;
import dev.chatctl.admin.cli.Invocation;
import dev.chatctl.admin.cli.Output;
import dev.chatctl.admin.cli.Rate;
import dev.chatctl.admin.cli.Surroundings;
import java.io.PrintWriter;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.time.Duration;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Model.UsageMessageSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Carries out one command line. */
public final class Admin {
  private final Invocation invocation;

  private Admin(Invocation invocation) {
    this.invocation = invocation;
  }

  /** Runs the command line and returns its exit code; throws nothing. */
  public static int run(Surroundings surroundings, String... args) {
    var invocation = new Invocation(surroundings);
    return new Admin(invocation).execute(args);
  }

  private int execute(String[] args) {
    int code;
    try (Deadline deadline = new Deadline(invocation.interrupt())) {
      CommandLine commands = commandLine(invocation, List.of(args));
      commands.setParameterExceptionHandler((failure, unused) -> misused(failure));
      commands.setExecutionExceptionHandler((failure, command, parsed) -> failed(failure));
      commands.setExecutionStrategy(
          parsed -> {
            invocation.options().timeout().ifPresent(deadline::start);
            return new CommandLine.RunLast().execute(parsed);
          });
      code = commands.execute(DashedIds.hide(args));
      invocation.out().flush();
      if (deadline.passed()) {
        code =
            failed(
                new CliException(
                    ExitCode.TIMEOUT, "--timeout passed", "what was done until then is printed"));
      } else if (invocation.interrupt().requested() && code == ExitCode.OK.code()) {
        code = ExitCode.INTERRUPTED.code();
      }
    } catch (RuntimeException e) {
      code = failed(e);
    }
    invocation.err().flush();
    return code;
  }

  /** The commands that these arguments name. */
  private static CommandLine commandLine(Invocation invocation, List<String> args) {
    var commands = new CommandLine(new Root(invocation), new Invoked(invocation));
    Verbs.namedIn(args).forEach(commands::addSubcommand);
    commands.registerConverter(Duration.class, Durations::parse);
    commands.registerConverter(Rate.class, new Rate.Converter());
    commands.registerConverter(String.class, DashedIds::show);
    commands.setCaseInsensitiveEnumValuesAllowed(true);
    // @FILE is a body to send, not more arguments.
    commands.setExpandAtFiles(false);
    commands.setOut(unflushed(invocation.out()));
    commands.setErr(unflushed(invocation.err()));
    commands.setUsageHelpWidth(Math.clamp(invocation.terminals().columns(), 60, 100));
    commands.setColorScheme(
        CommandLine.Help.defaultColorScheme(
            invocation.style().enabled() ? CommandLine.Help.Ansi.ON : CommandLine.Help.Ansi.OFF));
    commands.getHelpSectionMap().remove(UsageMessageSpec.SECTION_KEY_COMMAND_LIST_HEADING);
    commands.getHelpSectionMap().put(UsageMessageSpec.SECTION_KEY_COMMAND_LIST, Verbs::list);
    HelpLayout.apply(commands);
    return commands;
  }

  /** For picocli's help: it would report a failed write its own way. All is flushed at the end. */
  private static PrintWriter unflushed(Output output) {
    return new PrintWriter(output) {
      @Override
      public void flush() {}
    };
  }

  private int failed(Throwable failure) {
    return Failures.report(failure, invocation, Version.text()).code();
  }

  private int misused(ParameterException misuse) {
    String command = misuse.getCommandLine().getCommandSpec().qualifiedName();
    String hint = command + " --help";
    if (misuse instanceof UnmatchedArgumentException unmatched) {
      List<String> suggestions = unmatched.getSuggestions();
      if (!suggestions.isEmpty()) {
        hint = "did you mean " + String.join(" or ", suggestions) + "? " + hint;
      }
    }
    String message = DashedIds.show(String.valueOf(misuse.getMessage()));
    if (misuse instanceof UnmatchedArgumentException unmatched
        && !unmatched.isUnknownOption()
        && misuse.getCommandLine().getParent() == null) {
      String typed = DashedIds.show(unmatched.getUnmatched().getFirst());
      message = "no such verb: " + typed;
      hint =
          Verbs.closestTo(typed).map(name -> "did you mean " + name + "? ").orElse("")
              + "chatctl --help";
    }
    return failed(
        CliException.usage(Character.toLowerCase(message.charAt(0)) + message.substring(1), hint));
  }

  /** Gives each verb the invocation it is part of. */
  private record Invoked(Invocation invocation) implements CommandLine.IFactory {
    private static final CommandLine.IFactory DEFAULT = CommandLine.defaultFactory();

    @Override
    public <K> K create(Class<K> type) throws Exception {
      Constructor<K> constructor;
      try {
        constructor = type.getDeclaredConstructor(Invocation.class);
      } catch (NoSuchMethodException e) {
        return DEFAULT.create(type);
      }
      constructor.setAccessible(true);
      try {
        return constructor.newInstance(invocation);
      } catch (InvocationTargetException e) {
        throw e.getCause() instanceof Exception cause ? cause : e;
      }
    }
  }
}
