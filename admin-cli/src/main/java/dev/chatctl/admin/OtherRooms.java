package dev.chatctl.admin;

import dev.chatctl.cli.CliException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/**
 * Verbs that are programs of their own: listed here, so that help knows all; run by the launcher.
 */
final class OtherRooms {
  private OtherRooms() {}

  private static int elsewhere(String verb) {
    throw CliException.usage(
        verb + " is another program", "start it with the launcher: chatctl " + verb + " --help");
  }

  @Command(name = "local", description = "Run the whole backend on this machine until Ctrl-C.")
  static final class Local implements Callable<Integer> {
    @Override
    public Integer call() {
      return elsewhere("local");
    }
  }

  @Command(name = "dashboard", description = "Check and preview the CloudWatch dashboards.")
  static final class Dashboard implements Callable<Integer> {
    @Override
    public Integer call() {
      return elsewhere("dashboard");
    }
  }

  @Command(name = "loadtest", description = "Measure the fan-out of a chat at a URL.")
  static final class LoadTest implements Callable<Integer> {
    @Override
    public Integer call() {
      return elsewhere("loadtest");
    }
  }
}
