package dev.chatctl.loadtest.simulation;

import dev.chatctl.loadtest.injector.FanoutSimulation;

/**
 * A simulation of one's own that accounts for every delivery, as {@code chatctl loadtest} does. Its
 * scenarios do what they like before {@link #listen}, {@link #publish} or {@link #read}, and after
 * the run; what feeders and checks leave in a session is {@code ${client.NAME}} to the protocol. A
 * user that has failed before does not connect. All of {@link #listeners}, {@link #publishers} and
 * {@link #readers} have to be injected. The simulation fails, after its own assertions, when the
 * command would not exit with 0.
 */
public abstract class ChatSimulation extends FanoutSimulation {
  private final HostedCommand command;

  /**
   * Reads the options, and those of the system property {@code loadtest.args}, which come first.
   *
   * @param scenario the command's, such as {@code broadcast}
   * @param options its options, as {@code --name=value}
   */
  protected ChatSimulation(String scenario, String... options) {
    this(HostedCommand.start(scenario, true, options));
  }

  ChatSimulation(HostedCommand command) {
    super(command.run());
    this.command = command;
  }

  @Override
  public void after() {
    command.end();
  }
}
