package dev.chatctl.gateway.event;

import static java.util.Objects.requireNonNull;

import io.netty.buffer.ByteBufUtil;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;

/**
 * What the live service does where no capture shows it: our best reading, open to change.
 *
 * @param lifetime how a socket ends at the two-hour limit; 1006 is an end without a close frame
 * @param tooBig the reason that goes with 1009
 * @param notUtf8 how a socket ends after a text message that is no text; 1006 as above
 * @param throttled the text of the error frame of a throttled message
 * @param badHandshake the HTTP status of a handshake that breaks RFC 6455, or HTTP itself
 * @param longUrl the HTTP status of a handshake whose URL is too long
 * @param bigHeaders the HTTP status of a request whose headers are too big
 */
public record Unproven(
    CloseReason lifetime,
    String tooBig,
    CloseReason notUtf8,
    String throttled,
    int badHandshake,
    int longUrl,
    int bigHeaders) {
  // RFC 6455, section 5.5: 125 bytes for the payload of a close frame, two of them for the code.
  private static final int MAX_REASON = 123;

  public static final Unproven DEFAULT =
      new Unproven(
          CloseReason.GOING_AWAY,
          "Message too big",
          new CloseReason(1007, "Invalid UTF-8"),
          "Too Many Requests",
          400,
          414,
          431);

  public Unproven {
    closing("lifetime", lifetime);
    closing("tooBig", new CloseReason(WebSocketCloseStatus.MESSAGE_TOO_BIG.code(), tooBig));
    closing("notUtf8", notUtf8);
    requireNonNull(throttled, "throttled");
    refusal("badHandshake", badHandshake);
    refusal("longUrl", longUrl);
    refusal("bigHeaders", bigHeaders);
  }

  public Unproven withLifetime(CloseReason lifetime) {
    return new Unproven(lifetime, tooBig, notUtf8, throttled, badHandshake, longUrl, bigHeaders);
  }

  public Unproven withTooBig(String tooBig) {
    return new Unproven(lifetime, tooBig, notUtf8, throttled, badHandshake, longUrl, bigHeaders);
  }

  public Unproven withNotUtf8(CloseReason notUtf8) {
    return new Unproven(lifetime, tooBig, notUtf8, throttled, badHandshake, longUrl, bigHeaders);
  }

  public Unproven withThrottled(String throttled) {
    return new Unproven(lifetime, tooBig, notUtf8, throttled, badHandshake, longUrl, bigHeaders);
  }

  /** The three HTTP statuses. */
  public Unproven withStatuses(int badHandshake, int longUrl, int bigHeaders) {
    return new Unproven(lifetime, tooBig, notUtf8, throttled, badHandshake, longUrl, bigHeaders);
  }

  private static void closing(String name, CloseReason closing) {
    int code = closing.code();
    if (code != CloseReason.DROPPED.code() && !WebSocketCloseStatus.isValidStatusCode(code)) {
      throw new IllegalArgumentException(
          name + ": " + code + " (expected: 1006, or a code that a close frame may carry)");
    }
    int bytes = ByteBufUtil.utf8Bytes(closing.reason());
    if (bytes > MAX_REASON) {
      throw new IllegalArgumentException(
          name + ": a reason of " + bytes + " bytes (expected: <= " + MAX_REASON + ")");
    }
  }

  private static void refusal(String name, int status) {
    if (status < 400 || status > 599) {
      throw new IllegalArgumentException(name + ": " + status + " (expected: 400..599)");
    }
  }
}
