package dev.chatctl.admin.setup;

import dev.chatctl.admin.chat.Exploration;
import dev.chatctl.admin.target.TargetedInvocation;
import dev.chatctl.cli.CliException;
import dev.chatctl.cli.ExitCode;
import dev.chatctl.description.Descriptions;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "describe",
    description = {
      "Check the description of a chat, or find one to begin with.",
      "At a URL it says a text in many ways, which everybody there hears, and proposes what worked."
    },
    footer = {
      "",
      "  chatctl describe simple-websockets > chat.json",
      "  chatctl describe wss://API.execute-api.REGION.amazonaws.com/STAGE > chat.json",
      "  chatctl describe --check chat.json"
    })
public final class DescribeVerb implements Callable<Integer> {
  private final TargetedInvocation invocation;

  @Parameters(
      paramLabel = "NAME|URL",
      arity = "0..1",
      description = "A shipped description to print, or where a chat is that is to be tried.")
  private Optional<String> name = Optional.empty();

  @Option(
      names = "--check",
      paramLabel = "FILE",
      description = "Tell everything that is wrong with a description, by line.")
  private Optional<String> check = Optional.empty();

  @Option(names = "--schema", description = "Print the JSON schema of descriptions.")
  private boolean schema;

  DescribeVerb(TargetedInvocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() {
    boolean[] asked = {name.isPresent(), check.isPresent(), schema};
    if (IntStream.range(0, asked.length).filter(i -> asked[i]).count() != 1) {
      throw CliException.usage(
          "NAME or URL, --check, --schema: one of them is needed, and only one",
          "chatctl describe --check FILE");
    }
    if (check.isPresent()) {
      var unused = Descriptions.find(check.get());
      invocation.notice(check.get() + " can be used: --chat " + check.get());
    } else {
      invocation.out().line(schema ? Descriptions.schema() : described(name.orElseThrow()));
    }
    return ExitCode.OK.code();
  }

  private String described(String what) {
    return (what.contains("://") ? Exploration.propose(invocation, what) : Descriptions.text(what))
        .stripTrailing();
  }
}
