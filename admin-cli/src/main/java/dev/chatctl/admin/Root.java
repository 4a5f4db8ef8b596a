package dev.chatctl.admin;

import dev.chatctl.admin.target.GlobalOptions;
import dev.chatctl.admin.target.TargetedInvocation;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The command without a verb: lists the verbs. */
@Command(
    name = "chatctl",
    description = "Run, operate and load-test a serverless WebSocket chat.",
    customSynopsis = "chatctl [OPTION...] VERB",
    optionListHeading = "%nOptions of all verbs:%n",
    footer = {
      "",
      "chatctl VERB --help shows a verb's options. What all verbs share is explained by",
      "chatctl help exit-codes, output, filters and environment."
    })
final class Root implements Callable<Integer> {
  @Mixin
  @SuppressWarnings("unused") // picocli does
  private final GlobalOptions options;

  @Spec private CommandSpec spec;

  Root(TargetedInvocation invocation) {
    this.options = invocation.options();
  }

  @Override
  public Integer call() {
    spec.commandLine().usage(spec.commandLine().getOut());
    return 0;
  }
}
