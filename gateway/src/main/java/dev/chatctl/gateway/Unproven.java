package dev.chatctl.gateway;

import dev.chatctl.gateway.event.Closing;

/**
 * What the live service does where no capture shows it: our best reading, open to change.
 *
 * @param lifetime how a socket ends at the two-hour limit
 * @param tooBig the reason that goes with 1009
 * @param throttled the text of the error frame of a throttled message
 */
public record Unproven(Closing lifetime, String tooBig, String throttled) {
  public static final Unproven DEFAULT =
      new Unproven(Closing.GOING_AWAY, "Message too big", "Too Many Requests");
}
