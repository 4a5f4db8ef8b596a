package dev.chatctl.loadtest.stats;

/**
 * Something of which there may be many.
 *
 * @param first the first of them, as an example
 */
public record Seen(long count, String first) {
  /** With one more, or those of another process. */
  public Seen plus(Seen more) {
    return new Seen(count + more.count, first);
  }
}
