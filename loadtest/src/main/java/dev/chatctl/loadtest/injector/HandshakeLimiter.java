package dev.chatctl.loadtest.injector;

import java.util.ArrayDeque;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * Bounds the handshakes pending at once: a backend slower than the planned ramp is met by a slower
 * ramp instead of a pile of handshakes that time out. It begins narrow and widens by one with each
 * handshake that ends, as TCP's slow start does, so that a backend still cold gets time to warm up.
 */
final class HandshakeLimiter {
  private static final int FIRST = 16;

  private final Queue<Runnable> waiting = new ArrayDeque<>();
  private final int most;
  private int width;
  private int inside;

  HandshakeLimiter(int most) {
    this.most = most;
    this.width = Math.min(FIRST, most);
  }

  /** Starts the handshake now, or when others before it have ended. */
  void enter(Runnable handshake) {
    synchronized (this) {
      waiting.add(handshake);
    }
    letIn();
  }

  /** A handshake ended, well or not. */
  void leave() {
    synchronized (this) {
      inside--;
      width = Math.min(width + 1, most);
    }
    letIn();
  }

  private void letIn() {
    for (Runnable next = next(); next != null; next = next()) {
      next.run();
    }
  }

  private synchronized @Nullable Runnable next() {
    if (inside >= width || waiting.isEmpty()) {
      return null;
    }
    inside++;
    return waiting.remove();
  }
}
