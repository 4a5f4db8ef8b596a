package dev.chatctl.loadtest.simulation;

/** Readers of the history, by the options in the system property {@code loadtest.args}. */
public final class HistorySimulation extends StandaloneSimulation {
  /** Reads the options. */
  public HistorySimulation() {
    super("history");
  }
}
