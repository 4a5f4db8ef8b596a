package dev.chatctl.loadtest.cli;

import dev.chatctl.loadtest.injector.FanoutSimulation;

/**
 * A scenario that Gatling itself starts, by Maven plugin or otherwise. Options come from the system
 * property {@code loadtest.args}, separated by blanks.
 */
public abstract class StandaloneSimulation extends FanoutSimulation {
  private final HostedCommand command;

  /**
   * Reads the options.
   *
   * @param scenario its verb on the command line
   */
  protected StandaloneSimulation(String scenario) {
    this(HostedCommand.start(scenario));
  }

  private StandaloneSimulation(HostedCommand command) {
    super(command.run());
    this.command = command;
  }

  @Override
  public void after() {
    command.end();
  }
}
