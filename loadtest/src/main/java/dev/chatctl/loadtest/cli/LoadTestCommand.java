package dev.chatctl.loadtest.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code chatctl loadtest}: the scenarios. */
@Command(
    name = "loadtest",
    description = "Measure the fan-out of a chat at a URL.",
    commandListHeading = "%nScenarios:%n")
final class LoadTestCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "no scenario given");
  }
}
