package dev.chatctl.gateway.internal.integration;

import dev.chatctl.gateway.fault.Fault;
import dev.chatctl.gateway.fault.Fault.Operation;
import dev.chatctl.gateway.internal.fault.FaultSampler;
import dev.chatctl.gateway.invoke.InvocationResult;
import dev.chatctl.gateway.invoke.LambdaFunction;
import dev.chatctl.gateway.invoke.TimeLimit;
import dev.chatctl.gateway.observe.Exchange;
import io.netty.util.HashedWheelTimer;
import io.netty.util.Timeout;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Calls functions on virtual threads, one thread a call. A call is answered once: by the function,
 * or by the integration timeout; a function that runs past its own timeout is interrupted.
 */
public final class Integrations {
  // Timeouts range from 50 ms to 29 s, so a coarse and cheap wheel is exact enough.
  private static final long TICK_MILLIS = 10;
  private static final String NO_REQUEST = "-";

  private final Duration timeout;
  private final FaultSampler faults;
  private final HashedWheelTimer timer =
      new HashedWheelTimer(
          new DefaultThreadFactory("gateway-timer", true), TICK_MILLIS, TimeUnit.MILLISECONDS);
  private final ExecutorService workers =
      Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("gateway-worker-", 0).factory());

  public Integrations(Duration timeout, FaultSampler faults) {
    this.timeout = timeout;
    this.faults = faults;
  }

  /** Runs a task on a thread of its own; dropped when the gateway is shutting down. */
  public void submit(Runnable task) {
    try {
      workers.execute(task);
    } catch (RejectedExecutionException shuttingDown) {
      // The shutdown time is over: until then the end of every socket was waited for.
    }
  }

  /** Writes the event and calls the function on a new thread. */
  public void start(
      LambdaFunction function, Supplier<byte[]> event, Consumer<Exchange.Call> answer) {
    submit(() -> call(function, event.get(), answer));
  }

  /** Calls the function on this thread; {@code answer} runs once, here or on the timer's thread. */
  public void call(LambdaFunction function, byte[] event, Consumer<Exchange.Call> answer) {
    long began = System.nanoTime();
    AtomicBoolean answered = new AtomicBoolean();
    Consumer<@Nullable InvocationResult> once =
        result -> {
          if (answered.compareAndSet(false, true)) {
            long latency = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began);
            answer.accept(new Exchange.Call(function.settings().name(), event, result, latency));
          }
        };
    Timeout gatewayTimeout =
        timer.newTimeout(due -> once.accept(null), timeout.toMillis(), TimeUnit.MILLISECONDS);
    Fault fault = faults.next(Operation.INTEGRATION);
    InvocationResult result = fault == null ? invoke(function, event) : failed(fault);
    gatewayTimeout.cancel();
    once.accept(result);
  }

  /**
   * Lets running calls end; then interrupts them.
   *
   * @param deadline of {@link System#nanoTime}
   */
  public void close(long deadline) {
    workers.shutdown();
    try {
      if (!workers.awaitTermination(deadline - System.nanoTime(), TimeUnit.NANOSECONDS)) {
        workers.shutdownNow();
      }
    } catch (InterruptedException interrupted) {
      workers.shutdownNow();
      Thread.currentThread().interrupt();
    }
    timer.stop();
  }

  private @Nullable InvocationResult failed(Fault fault) {
    if (fault == Fault.INTEGRATION_THROW) {
      return new InvocationResult.FunctionError(NO_REQUEST, "Injected fault");
    }
    try {
      // Until the gateway's timeout has answered, whichever thread's turn comes first.
      Thread.sleep(timeout.plusMillis(TICK_MILLIS));
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
    return null;
  }

  // A function is foreign code: whatever it throws is an outcome, not our failure.
  @SuppressWarnings("CatchingThrowable")
  private static InvocationResult invoke(LambdaFunction function, byte[] event) {
    try {
      return TimeLimit.invoke(function, event);
    } catch (InterruptedException stopped) {
      return new InvocationResult.FunctionError(NO_REQUEST, "Stopped with the gateway");
    } catch (Throwable thrown) {
      return new InvocationResult.FunctionError(NO_REQUEST, String.valueOf(thrown.getMessage()));
    }
  }
}
