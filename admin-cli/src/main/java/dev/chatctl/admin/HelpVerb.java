package dev.chatctl.admin;

import dev.chatctl.cli.CliException;
import dev.chatctl.cli.ExitCode;
import dev.chatctl.cli.Guess;
import dev.chatctl.cli.Invocation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(name = "help", description = "Explain a verb or a topic.")
final class HelpVerb implements Callable<Integer> {
  private final Invocation invocation;

  @Parameters(
      arity = "0..*",
      paramLabel = "TOPIC",
      description =
          "A verb, and the one below it, or one of: exit-codes, output, filters, environment.")
  private List<String> topic = List.of();

  @Spec private CommandSpec spec;

  HelpVerb(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() {
    Optional<String> text =
        topic.size() == 1 ? HelpTopics.text(topic.getFirst()) : Optional.empty();
    if (text.isPresent()) {
      invocation.out().print(text.get());
    } else {
      command().usage(spec.root().commandLine().getOut());
    }
    return ExitCode.OK.code();
  }

  private CommandLine command() {
    CommandLine command = spec.root().commandLine();
    for (String name : topic) {
      CommandLine below = command.getSubcommands().get(name);
      if (below == null) {
        throw unknown(command.getCommandSpec(), name);
      }
      command = below;
    }
    return command;
  }

  private static CliException unknown(CommandSpec above, String name) {
    boolean top = above.parent() == null;
    List<String> names = new ArrayList<>(top ? Verbs.listed() : above.subcommands().keySet());
    if (top) {
      names.addAll(HelpTopics.NAMES);
    }
    String path =
        top ? "" : above.qualifiedName().substring(above.root().name().length() + 1) + " ";
    return CliException.usage(
        "no such verb" + (top ? " or topic: " : ": ") + path + name,
        Guess.closestTo(name, names).map(guess -> "did you mean " + path + guess + "? ").orElse("")
            + above.qualifiedName()
            + " --help lists "
            + (top ? "both" : "them"));
  }
}
