package dev.chatctl.loadtest.simulation;

/** A reconnect storm, by the options in the system property {@code loadtest.args}. */
public final class ReconnectStormSimulation extends StandaloneSimulation {
  /** Reads the options. */
  public ReconnectStormSimulation() {
    super("reconnect-storm");
  }
}
