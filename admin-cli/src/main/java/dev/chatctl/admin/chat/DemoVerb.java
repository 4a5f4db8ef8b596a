package dev.chatctl.admin.chat;

import dev.chatctl.cli.CliException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

@Command(
    name = "demo",
    description = "Start the whole backend on this machine, broadcast through it and report.",
    subcommands = DemoChatVerb.class)
public final class DemoVerb implements Callable<Integer> {
  @Override
  public Integer call() {
    throw CliException.usage(
        "demo runs the load test, which is another program",
        "start it with the launcher: chatctl demo");
  }
}
