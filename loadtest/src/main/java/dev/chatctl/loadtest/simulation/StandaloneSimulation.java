package dev.chatctl.loadtest.simulation;

/**
 * A scenario of {@code chatctl loadtest} as it is, which Gatling itself starts, by Maven plugin or
 * otherwise. Options come from the system property {@code loadtest.args}, separated by blanks.
 */
public abstract class StandaloneSimulation extends ChatSimulation {
  /**
   * Reads the options.
   *
   * @param scenario its verb on the command line
   */
  @SuppressWarnings("this-escape") // Gatling's DSL is used in the constructor
  protected StandaloneSimulation(String scenario) {
    super(HostedCommand.start(scenario, false));
    setUpWholeRun();
  }
}
