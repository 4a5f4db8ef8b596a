package dev.chatctl.loadtest.drive;

import java.util.ArrayDeque;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * Bounds the handshakes pending at once: a backend slower than the planned ramp is met by a slower
 * ramp instead of a pile of handshakes that time out.
 */
final class ConnectGate {
  private final Queue<Runnable> waiting = new ArrayDeque<>();
  private int free;

  ConnectGate(int inFlight) {
    this.free = inFlight;
  }

  /** Starts the handshake now, or when one of those before it has ended. */
  void enter(Runnable handshake) {
    synchronized (this) {
      if (free == 0) {
        waiting.add(handshake);
        return;
      }
      free--;
    }
    handshake.run();
  }

  /** A handshake ended, well or not. */
  void leave() {
    @Nullable Runnable next;
    synchronized (this) {
      next = waiting.poll();
      if (next == null) {
        free++;
      }
    }
    if (next != null) {
      next.run();
    }
  }
}
