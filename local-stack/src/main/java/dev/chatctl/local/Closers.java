package dev.chatctl.local;

import java.util.ArrayDeque;
import java.util.Deque;

/** What was opened, closed once and in reverse. Safe to close from a shutdown hook. */
final class Closers implements AutoCloseable {
  private final Deque<AutoCloseable> opened = new ArrayDeque<>();

  synchronized <T extends AutoCloseable> T add(T resource) {
    opened.push(resource);
    return resource;
  }

  /** Closes all because of a failure, which stays what is told: others are attached to it. */
  void closeAfter(Exception failure) {
    try {
      close();
    } catch (IllegalStateException unclean) {
      failure.addSuppressed(unclean);
    }
  }

  /** Closes all, also when one fails; the first failure is thrown with the others attached. */
  @Override
  public synchronized void close() {
    IllegalStateException failure = null;
    while (!opened.isEmpty()) {
      try {
        opened.pop().close();
      } catch (Exception e) { // AutoCloseable declares no narrower type
        if (failure == null) {
          failure = new IllegalStateException("the local stack did not stop cleanly", e);
        } else {
          failure.addSuppressed(e);
        }
      }
    }
    if (failure != null) {
      throw failure;
    }
  }
}
