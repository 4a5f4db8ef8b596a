package dev.chatctl.gateway.event;

import static java.util.Objects.requireNonNull;

/** How a socket ended: the WebSocket close code and the reason that the event shows. */
public record CloseReason(int code, String reason) {
  /** AWS: {@code DELETE @connections}; the text cannot be chosen. */
  public static final CloseReason DELETED = new CloseReason(1000, "Connection Closed Normally");

  /** AWS: ten minutes idle; also used for the two-hour limit. */
  public static final CloseReason GOING_AWAY = new CloseReason(1001, "Going away");

  /** AWS: a binary frame. */
  public static final CloseReason BINARY = new CloseReason(1003, "Binary is not supported");

  /** AWS: the client's close frame had no code. */
  public static final CloseReason NO_STATUS =
      new CloseReason(1005, "Client-side close frame status not set");

  /** The socket ended without a close frame. */
  public static final CloseReason DROPPED = new CloseReason(1006, "");

  public CloseReason {
    requireNonNull(reason, "reason");
    if (code < 1000 || code > 65_535) {
      throw new IllegalArgumentException("close code: " + code + " (expected: 1000..65535)");
    }
  }
}
