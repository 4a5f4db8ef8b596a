package dev.chatctl.core.fanout;

import dev.chatctl.core.room.Recipient;
import java.time.Duration;
import java.util.List;

/**
 * The account of one broadcast. Every recipient is counted in exactly one of delivered, gone,
 * throttled, failed and unattempted.
 *
 * @param retries attempts beyond each recipient's first
 * @param unattempted who was left when the deadline came, in the order they were given
 */
public record BroadcastReport(
    int recipients,
    int delivered,
    List<Recipient> gone,
    int throttled,
    int failed,
    long retries,
    List<Recipient> unattempted,
    Duration elapsed) {
  public BroadcastReport {
    gone = List.copyOf(gone);
    unattempted = List.copyOf(unattempted);
    int counted = delivered + gone.size() + throttled + failed + unattempted.size();
    if (counted != recipients) {
      throw new IllegalArgumentException(
          "recipients: " + recipients + " (expected: " + counted + ", the sum of the outcomes)");
    }
  }

  /** Who is alive, as far as we know, and did not get the frame. */
  public int undelivered() {
    return throttled + failed + unattempted.size();
  }
}
