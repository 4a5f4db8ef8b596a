package dev.chatctl.loadtest.simulation;

/** A chatter, by the options in the system property {@code loadtest.args}. */
public final class ChatterSimulation extends StandaloneSimulation {
  /** Reads the options. */
  public ChatterSimulation() {
    super("chatter");
  }
}
