package dev.chatctl.loadtest.stats;

/** What is timed; in this order a second's histograms are told. */
public enum Latency {
  /** From when a message was due until it arrived, each delivery. */
  DELIVERY("delivery"),
  /** Of those, the deliveries that a pause of this process overlaps. */
  PAUSED("paused"),
  /** Handshakes of listeners. */
  CONNECT("connect"),
  /** Between a socket and the next of the same listener. */
  OUTAGE("outage"),
  /** From when a history request was due until its answer began. */
  HISTORY("history"),
  /** From when a message was due until it was sent. */
  SEND_LAG("sendlag");

  private final String tag;

  Latency(String tag) {
    this.tag = tag;
  }

  /** Name in the histogram log and the results. */
  public String tag() {
    return tag;
  }
}
