package dev.chatctl.admin;

import dev.chatctl.cli.CliException;
import dev.chatctl.cli.ExitCode;
import dev.chatctl.cli.Invocation;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(name = "help", description = "Explain a verb or a topic.")
final class HelpVerb implements Callable<Integer> {
  private final Invocation invocation;

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "TOPIC",
      description = "A verb, or one of: exit-codes, output, filters, environment.")
  private Optional<String> topic = Optional.empty();

  @Spec private CommandSpec spec;

  HelpVerb(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() {
    CommandLine root = spec.root().commandLine();
    CommandLine command = topic.map(root.getSubcommands()::get).orElse(root);
    if (topic.isEmpty() || root.getSubcommands().containsKey(topic.get())) {
      command.usage(root.getOut());
    } else {
      invocation.out().print(text(topic.get()));
    }
    return ExitCode.OK.code();
  }

  private static String text(String topic) {
    return topic.equals("exit-codes")
        ? exitCodes()
        : HelpTopics.text(topic).orElseThrow(() -> unknown(topic));
  }

  static String exitCodes() {
    return Arrays.stream(ExitCode.values())
        .map(code -> "%-5d%s%n".formatted(code.code(), code.meaning()))
        .collect(Collectors.joining());
  }

  private static CliException unknown(String topic) {
    return CliException.usage("no such verb or topic: " + topic, "chatctl --help lists both");
  }
}
