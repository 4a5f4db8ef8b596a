package dev.chatctl.local;

import dev.chatctl.core.settings.ConfigurationException;
import dev.chatctl.gateway.GatewayStartException;
import java.io.PrintWriter;
import java.net.BindException;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** Turns what went wrong into one line on stderr and an exit code. */
final class Failures {
  static final int UNEXPECTED = 1;
  static final int USAGE = 2;

  private Failures() {}

  static int badUsage(ParameterException e, String[] args) {
    CommandLine command = e.getCommandLine();
    PrintWriter err = command.getErr();
    err.println("error: " + e.getMessage());
    err.println(" hint: chatctl local --help");
    return USAGE;
  }

  static int failed(Exception e, CommandLine command, ParseResult parsed) {
    PrintWriter err = command.getErr();
    if (e instanceof GatewayStartException
        || e instanceof BindException
        || e instanceof ConfigurationException) {
      err.println("error: " + e.getMessage());
      return USAGE;
    }
    err.println("error: unexpected: " + e);
    err.println(" hint: --debug shows where it came from");
    if (((LocalCommand) command.getCommand()).debug()) {
      e.printStackTrace(err);
    }
    return UNEXPECTED;
  }
}
