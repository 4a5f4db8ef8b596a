package dev.chatctl.admin.setup;

import dev.chatctl.admin.aws.Aws;
import dev.chatctl.admin.target.Contexts;
import dev.chatctl.admin.target.TargetedInvocation;
import dev.chatctl.cli.CliException;
import dev.chatctl.cli.ExitCode;
import dev.chatctl.cli.PrintableText;
import java.util.Iterator;
import java.util.concurrent.Callable;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(name = "__complete", hidden = true, description = "Words for the completion script.")
public final class CandidatesVerb implements Callable<Integer> {
  private static final int MOST = 500;

  private final TargetedInvocation invocation;

  @Parameters(paramLabel = "KIND", description = "ids, rooms, contexts or java-home.")
  private String kind = "";

  CandidatesVerb(TargetedInvocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() {
    if (kind.equals("java-home")) {
      invocation.out().line(System.getProperty("java.home"));
      return ExitCode.OK.code();
    }
    if (kind.equals("contexts")) {
      invocation.out().line("local");
      Contexts.read(invocation.surroundings()).contexts().keySet().forEach(this::word);
      return ExitCode.OK.code();
    }
    try (Aws aws = Aws.of(invocation)) {
      switch (kind) {
        case "ids" -> words(aws.census().connections(), row -> row.connectionId());
        case "rooms" -> words(aws.census().rooms(), row -> row.room());
        default ->
            throw CliException.usage(
                "KIND: " + kind + " (expected: ids, rooms, contexts or java-home)",
                "chatctl completion");
      }
    }
    return ExitCode.OK.code();
  }

  private <T> void words(Iterator<T> rows, Function<T, String> word) {
    for (int i = 0; i < MOST && rows.hasNext() && !invocation.interrupt().requested(); i++) {
      word(word.apply(rows.next()));
    }
  }

  private void word(String word) {
    invocation.out().line(PrintableText.oneLine(word));
  }
}
