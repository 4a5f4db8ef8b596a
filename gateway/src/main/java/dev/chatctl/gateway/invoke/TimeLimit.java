package dev.chatctl.gateway.invoke;

import io.netty.util.HashedWheelTimer;
import io.netty.util.Timeout;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/**
 * Stops functions whose time is up, as Lambda does: the thread that runs one is interrupted once,
 * and never after the function has returned.
 */
public final class TimeLimit {
  // Functions have seconds, so a coarse and cheap wheel is exact enough.
  private static final long TICK_MILLIS = 10;

  private static final HashedWheelTimer TIMER =
      new HashedWheelTimer(
          new DefaultThreadFactory("function-timer", true), TICK_MILLIS, TimeUnit.MILLISECONDS);

  private final Thread thread = Thread.currentThread();
  private boolean running = true;
  private boolean expired;

  private TimeLimit() {}

  /**
   * Invokes a function on this thread.
   *
   * @return what came of it; a function error if that took longer than {@link
   *     FunctionSettings#timeout}
   * @throws InterruptedException if somebody else interrupted this thread
   */
  public static InvocationResult invoke(LambdaFunction function, byte[] event)
      throws InterruptedException {
    var limit = new TimeLimit();
    Timeout due =
        TIMER.newTimeout(
            now -> limit.expire(), function.settings().timeout().toMillis(), TimeUnit.MILLISECONDS);
    try {
      InvocationResult result = function.invoke(event);
      return limit.end() ? timedOut(function) : result;
    } catch (InterruptedException stopped) {
      if (limit.end()) {
        return timedOut(function);
      }
      throw stopped;
    } finally {
      due.cancel();
      limit.end();
    }
  }

  private synchronized void expire() {
    if (running) {
      expired = true;
      thread.interrupt();
    }
  }

  /** No interrupt comes, or is left, after this; whether the time was up. */
  private synchronized boolean end() {
    if (running && expired) {
      Thread.interrupted();
    }
    running = false;
    return expired;
  }

  // AWS: the message of such a function error.
  private static InvocationResult timedOut(LambdaFunction function) {
    return InvocationResult.functionError(
        String.format(
            Locale.ROOT,
            "Task timed out after %.2f seconds",
            function.settings().timeout().toMillis() / 1e3));
  }
}
