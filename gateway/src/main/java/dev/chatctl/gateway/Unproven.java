package dev.chatctl.gateway;

import static java.util.Objects.requireNonNull;

import dev.chatctl.gateway.event.Closing;

/**
 * What the live service does where no capture shows it: our best reading, open to change.
 *
 * @param lifetime how a socket ends at the two-hour limit
 * @param tooBig the reason that goes with 1009
 * @param notUtf8 how a socket ends after a text message that is no text
 * @param throttled the text of the error frame of a throttled message
 * @param badHandshake the HTTP status of a handshake that breaks RFC 6455, or HTTP itself
 * @param longUrl the HTTP status of a handshake whose URL is too long
 * @param bigHeaders the HTTP status of a request whose headers are too big
 */
public record Unproven(
    Closing lifetime,
    String tooBig,
    Closing notUtf8,
    String throttled,
    int badHandshake,
    int longUrl,
    int bigHeaders) {
  public static final Unproven DEFAULT =
      new Unproven(
          Closing.GOING_AWAY,
          "Message too big",
          new Closing(1007, "Invalid UTF-8"),
          "Too Many Requests",
          400,
          414,
          431);

  public Unproven {
    requireNonNull(lifetime, "lifetime");
    requireNonNull(tooBig, "tooBig");
    requireNonNull(notUtf8, "notUtf8");
    requireNonNull(throttled, "throttled");
    refusal("badHandshake", badHandshake);
    refusal("longUrl", longUrl);
    refusal("bigHeaders", bigHeaders);
  }

  public Unproven withLifetime(Closing lifetime) {
    return new Unproven(lifetime, tooBig, notUtf8, throttled, badHandshake, longUrl, bigHeaders);
  }

  public Unproven withTooBig(String tooBig) {
    return new Unproven(lifetime, tooBig, notUtf8, throttled, badHandshake, longUrl, bigHeaders);
  }

  public Unproven withNotUtf8(Closing notUtf8) {
    return new Unproven(lifetime, tooBig, notUtf8, throttled, badHandshake, longUrl, bigHeaders);
  }

  public Unproven withThrottled(String throttled) {
    return new Unproven(lifetime, tooBig, notUtf8, throttled, badHandshake, longUrl, bigHeaders);
  }

  /** The three HTTP statuses. */
  public Unproven withStatuses(int badHandshake, int longUrl, int bigHeaders) {
    return new Unproven(lifetime, tooBig, notUtf8, throttled, badHandshake, longUrl, bigHeaders);
  }

  private static void refusal(String name, int status) {
    if (status < 400 || status > 599) {
      throw new IllegalArgumentException(name + ": " + status + " (expected: 400..599)");
    }
  }
}
