package dev.chatctl.admin;

import dev.chatctl.admin.cli.CliException;
import dev.chatctl.admin.cli.ExitCode;
import dev.chatctl.admin.cli.Invocation;
import java.util.Arrays;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
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
  private @Nullable String topic;

  @Spec private CommandSpec spec;

  HelpVerb(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() {
    CommandLine root = spec.root().commandLine();
    if (topic == null) {
      root.usage(root.getOut());
    } else if (topic.equals("exit-codes")) {
      invocation.out().print(exitCodes());
    } else if (root.getSubcommands().get(topic) instanceof CommandLine verb) {
      verb.usage(root.getOut());
    } else {
      invocation.out().print(HelpTopics.text(topic).orElseThrow(() -> unknown(topic)));
    }
    return ExitCode.OK.code();
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
