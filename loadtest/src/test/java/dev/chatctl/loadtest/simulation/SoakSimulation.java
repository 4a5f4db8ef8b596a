package dev.chatctl.loadtest.simulation;

/** A soak, by the options in the system property {@code loadtest.args}. */
public final class SoakSimulation extends StandaloneSimulation {
  /** Reads the options. */
  public SoakSimulation() {
    super("soak");
  }
}
