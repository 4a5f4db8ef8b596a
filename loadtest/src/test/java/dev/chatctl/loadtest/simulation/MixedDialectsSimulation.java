package dev.chatctl.loadtest.simulation;

/** A broadcast in several dialects, by the options in the system property {@code loadtest.args}. */
public final class MixedDialectsSimulation extends StandaloneSimulation {
  /** Reads the options. */
  public MixedDialectsSimulation() {
    super("mixed-dialects");
  }
}
