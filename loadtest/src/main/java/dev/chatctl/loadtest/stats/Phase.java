package dev.chatctl.loadtest.stats;

/** Where a run stands; phases follow each other in this order. */
public enum Phase {
  CONNECTING("connecting"),
  WARMING_UP("warm-up"),
  MEASURING("measuring"),
  DRAINING("draining"),
  DONE("done");

  private final String label;

  Phase(String label) {
    this.label = label;
  }

  /** Whether the measured phase has begun. */
  public boolean measured() {
    return compareTo(MEASURING) >= 0;
  }

  /** Word for the progress line. */
  public String label() {
    return label;
  }
}
