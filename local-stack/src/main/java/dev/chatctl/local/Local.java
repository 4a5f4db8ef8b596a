package dev.chatctl.local;

import dev.chatctl.cli.CliException;
import dev.chatctl.cli.Invocation;
import dev.chatctl.cli.Program;
import dev.chatctl.cli.Surroundings;
import dev.chatctl.core.settings.ConfigurationException;
import dev.chatctl.gateway.GatewayStartException;
import java.net.BindException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Entry point of {@code chatctl local}. */
public final class Local {
  /** Sessions of connected clients end first, then the services. */
  private static final Duration GRACE = Duration.ofSeconds(30);

  private Local() {}

  public static void main(String[] args) {
    System.exit(Program.ofProcess(GRACE, surroundings -> run(surroundings, args)));
  }

  /** Runs the command line and returns its exit code; throws nothing. */
  static int run(Surroundings surroundings, String... args) {
    var invocation = new Invocation(surroundings);
    return new Program(invocation, List.of(), Local::explain)
        .run(() -> Program.commandLine(invocation, new LocalCommand(invocation)), args);
  }

  private static Optional<CliException> explain(Throwable failure) {
    return failure instanceof GatewayStartException
            || failure instanceof BindException
            || failure instanceof ConfigurationException
        ? Optional.of(
            CliException.usage(String.valueOf(failure.getMessage()), "chatctl local --help"))
        : Optional.empty();
  }
}
