package dev.chatctl.local;

import dev.chatctl.core.Chat;
import dev.chatctl.core.aws.AwsClients;
import dev.chatctl.core.aws.CallListener;
import dev.chatctl.core.settings.AuthSettings;
import dev.chatctl.core.settings.BackendSettings;
import dev.chatctl.local.fault.Chances;
import dev.chatctl.local.fault.FaultyTables;
import dev.chatctl.local.fault.Life;
import dev.chatctl.local.fault.ServiceFault;
import java.io.PrintStream;
import java.util.Map;
import java.util.Optional;

/**
 * Where functions run. Lambda has an execution environment for each invocation at a time; here all
 * share one, unless functions are to be killed in the middle.
 */
final class Environments implements AutoCloseable {
  private final Map<String, String> variables;
  private final PrintStream lines;
  private final CallListener listener;
  private final Chances chances;
  private final FaultyTables network;
  private final Chat shared;

  /**
   * Those of a stack.
   *
   * @throws dev.chatctl.core.settings.ConfigurationException naming all problems
   */
  Environments(
      Map<String, String> variables, PrintStream lines, CallListener listener, Chances chances) {
    this.variables = Map.copyOf(variables);
    this.lines = lines;
    this.listener = listener;
    this.chances = chances;
    BackendSettings settings = BackendSettings.fromEnvironment(variables);
    this.network = new FaultyTables(AwsClients.transport(settings.aws()), chances);
    this.shared = Chat.fromEnvironment(variables, lines, listener, aws -> network);
  }

  /** What the authorizer, which needs no tables, goes by. */
  AuthSettings auth() {
    return AuthSettings.fromEnvironment(variables);
  }

  /** Where functions print to. */
  PrintStream lines() {
    return lines;
  }

  /** The one that all share. */
  Chat shared() {
    return shared;
  }

  /** A life for one invocation, if functions are to be killed. */
  Optional<Life> mortal() {
    return chances.faults().share(ServiceFault.FUNCTION_KILL) > 0
        ? Optional.of(new Life(network, chances))
        : Optional.empty();
  }

  /** An environment for one invocation. */
  Chat of(Life life) {
    return Chat.fromEnvironment(variables, lines, listener, aws -> life);
  }

  @Override
  public void close() {
    shared.close();
  }
}
