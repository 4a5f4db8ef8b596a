package dev.chatctl.admin.chat;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;

/** How long a ping takes; the ping carries when it was sent. */
final class Roundtrip {
  private Roundtrip() {}

  static byte[] ping(long nanoTime) {
    return ByteBuffer.allocate(Long.BYTES).putLong(nanoTime).array();
  }

  /** The time since the ping that this pong answers; empty if it answers none of ours. */
  static Optional<Duration> of(byte[] pong, long nanoTime) {
    return pong.length == Long.BYTES
        ? Optional.of(Duration.ofNanos(nanoTime - ByteBuffer.wrap(pong).getLong()))
        : Optional.empty();
  }
}
