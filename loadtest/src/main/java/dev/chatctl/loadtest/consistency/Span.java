package dev.chatctl.loadtest.consistency;

/**
 * Between which times something took effect, nanoseconds since the run began.
 *
 * @param to of what never came to an end {@link #OPEN}
 */
public record Span(long from, long to) {
  public static final long OPEN = Long.MAX_VALUE;

  /** Whether it was over before that began. */
  boolean isBefore(Span other) {
    return to < other.from;
  }
}
