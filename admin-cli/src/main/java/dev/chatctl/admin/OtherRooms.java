package dev.chatctl.admin;

import dev.chatctl.cli.CliException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/**
 * Verbs that are programs of their own: listed here, so that help knows all; run by the launcher.
 */
abstract class OtherRooms implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    throw CliException.usage(
        spec.name() + " is another program",
        "start it with the launcher: chatctl " + spec.name() + " --help");
  }

  @Command(name = "local", description = "Run the whole backend on this machine until Ctrl-C.")
  static final class Local extends OtherRooms {}

  @Command(name = "dashboard", description = "Check and preview the CloudWatch dashboards.")
  static final class Dashboard extends OtherRooms {}

  @Command(name = "loadtest", description = "Measure the fan-out of a chat at a URL.")
  static final class LoadTest extends OtherRooms {}
}
