package dev.chatctl.local.logs;

/**
 * A line of a log.
 *
 * @param timestamp when it was written, in milliseconds since the epoch
 * @param sequence tells apart and orders lines of the same millisecond; unique in a store
 * @param ingestionTime when it was stored, in milliseconds since the epoch
 */
record LogEvent(
    String group, String stream, long timestamp, long sequence, long ingestionTime, String message)
    implements Comparable<LogEvent> {

  /** AWS: 56 digits. */
  String id() {
    return "%020d%036d".formatted(timestamp, sequence);
  }

  /** The place before all lines of this millisecond. */
  static LogEvent before(long timestamp) {
    return at(timestamp, Long.MIN_VALUE);
  }

  /** A place among lines, to start reading from. */
  static LogEvent at(long timestamp, long sequence) {
    return new LogEvent("", "", timestamp, sequence, 0, "");
  }

  @Override
  public int compareTo(LogEvent other) {
    int order = Long.compare(timestamp, other.timestamp);
    return order == 0 ? Long.compare(sequence, other.sequence) : order;
  }
}
