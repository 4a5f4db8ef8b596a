package dev.chatctl.local.logs;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Whose log a printed line belongs to. On AWS each function has a process and a standard output of
 * its own; here all share one. A line belongs to the function that runs on its thread, and one of
 * the SDK's threads to the function that began last. Thread-safe.
 */
public final class CurrentFunction {
  private static final ThreadLocal<@Nullable FunctionLog> RUNNING = new ThreadLocal<>();

  private volatile @Nullable FunctionLog latest;

  /** A function begins on this thread. */
  public void begins(FunctionLog log) {
    RUNNING.set(log);
    latest = log;
  }

  /** The function on this thread has ended. */
  public void ended() {
    RUNNING.remove();
  }

  /** Writes a line to the function's log; before any function began there is none. */
  public void line(String line) {
    Optional.ofNullable(RUNNING.get())
        .or(() -> Optional.ofNullable(latest))
        .ifPresent(log -> log.line(line));
  }
}
