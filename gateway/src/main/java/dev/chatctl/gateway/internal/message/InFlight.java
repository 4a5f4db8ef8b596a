package dev.chatctl.gateway.internal.message;

import dev.chatctl.gateway.internal.connection.ClientConnection;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Bounds the memory of messages whose functions have not returned. Nothing is refused: beyond the
 * limit a socket that sends is not read any further, so its client's own buffers fill up, and goes
 * on once half of the limit is free again. Thread-safe.
 */
public final class InFlight {
  /** A thread, an event and its result, as far as they do not grow with the message. */
  private static final int FIXED_BYTES = 4 * 1024;

  /** The message as text, within its event, and on its way there. */
  private static final int COPIES = 3;

  private final long limit;
  private final AtomicLong held = new AtomicLong();
  private final Queue<ClientConnection> paused = new ConcurrentLinkedQueue<>();

  public InFlight(long limit) {
    this.limit = limit;
  }

  /** A message of so many bytes came in, on the connection's event loop. */
  void entered(ClientConnection connection, int bytes) {
    if (held.addAndGet(cost(bytes)) > limit && connection.pause()) {
      paused.add(connection);
      // Whatever left just before may have been the last to look.
      resumeIfFree();
    }
  }

  /** Its function returned. */
  void left(int bytes) {
    held.addAndGet(-cost(bytes));
    resumeIfFree();
  }

  private void resumeIfFree() {
    while (held.get() <= limit / 2) {
      ClientConnection next = paused.poll();
      if (next == null) {
        return;
      }
      next.resume();
    }
  }

  private static long cost(int bytes) {
    return FIXED_BYTES + (long) COPIES * bytes;
  }
}
