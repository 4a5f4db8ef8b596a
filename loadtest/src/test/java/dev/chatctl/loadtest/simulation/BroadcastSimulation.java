package dev.chatctl.loadtest.simulation;

/** A broadcast, by the options in the system property {@code loadtest.args}. */
public final class BroadcastSimulation extends StandaloneSimulation {
  /** Reads the options. */
  public BroadcastSimulation() {
    super("broadcast");
  }
}
