package dev.chatctl.loadtest.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code chatctl loadtest}: the scenarios. */
@Command(
    name = "loadtest",
    description = "Measure the fan-out of a chat at a URL.",
    customSynopsis = "chatctl loadtest SCENARIO",
    commandListHeading = "%nScenarios:%n")
final class LoadTestCommand implements Runnable {
  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

  @SuppressWarnings("NullAway.Init") // spec is injected by picocli
  LoadTestCommand() {}

  @Override
  public void run() {
    throw new CommandLine.ParameterException(spec.commandLine(), "no scenario given");
  }
}
