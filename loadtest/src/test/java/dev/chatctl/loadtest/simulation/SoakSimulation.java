package dev.chatctl.loadtest.simulation;

import dev.chatctl.loadtest.cli.StandaloneSimulation;

/** A soak, by the options in the system property {@code loadtest.args}. */
public final class SoakSimulation extends StandaloneSimulation {
  /** Reads the options. */
  public SoakSimulation() {
    super("soak");
  }
}
