package dev.chatctl.gateway;

import dev.chatctl.gateway.fault.FaultInjector;
import dev.chatctl.gateway.invoke.InvocationResult;
import dev.chatctl.gateway.invoke.LambdaFunction;
import dev.chatctl.gateway.invoke.TimeLimit;
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

/**
 * Calls functions on virtual threads, one thread a call. A call is answered once: by the function,
 * or by the integration timeout; a function that runs past its own timeout is interrupted.
 */
final class Integrations {
  // Timeouts range from 50 ms to 29 s, so a coarse and cheap wheel is exact enough.
  private static final long TICK_MILLIS = 10;

  private final Duration timeout;
  private final Supplier<FaultInjector> faults;
  private final HashedWheelTimer timer =
      new HashedWheelTimer(
          new DefaultThreadFactory("gateway-timer", true), TICK_MILLIS, TimeUnit.MILLISECONDS);
  private final ExecutorService workers =
      Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("gateway-worker-", 0).factory());

  Integrations(Duration timeout, Supplier<FaultInjector> faults) {
    this.timeout = timeout;
    this.faults = faults;
  }

  /** Runs a task on a thread of its own; dropped when the gateway is shutting down. */
  void submit(Runnable task) {
    try {
      workers.execute(task);
    } catch (RejectedExecutionException shuttingDown) {
      // The shutdown time is over: until then the end of every socket was waited for.
    }
  }

  /** Writes the event and calls the function on a new thread. */
  void start(LambdaFunction function, Supplier<byte[]> event, Consumer<Integration> answer) {
    submit(() -> call(function, event.get(), answer));
  }

  /** Calls the function on this thread; {@code answer} runs once, here or on the timer's thread. */
  void call(LambdaFunction function, byte[] event, Consumer<Integration> answer) {
    Call call = new Call(function.name(), event, answer);
    Timeout gatewayTimeout =
        timer.newTimeout(
            due -> call.answer(new Integration.TimedOut()),
            timeout.toMillis(),
            TimeUnit.MILLISECONDS);
    Integration.Outcome outcome =
        switch (faults.get().integration()) {
          case HANG -> hang();
          case THROW -> new Integration.Failed("-", "Injected fault");
          default -> invoke(function, event);
        };
    gatewayTimeout.cancel();
    call.answer(outcome);
  }

  /** Lets running calls end, at most so long; then interrupts them. */
  void close(Duration grace) {
    workers.shutdown();
    try {
      if (!workers.awaitTermination(grace.toMillis(), TimeUnit.MILLISECONDS)) {
        workers.shutdownNow();
      }
    } catch (InterruptedException interrupted) {
      workers.shutdownNow();
      Thread.currentThread().interrupt();
    }
    timer.stop();
  }

  /** Sleeps until the gateway's timeout has answered, whichever thread's turn comes first. */
  private Integration.Outcome hang() {
    try {
      Thread.sleep(timeout.plusMillis(TICK_MILLIS));
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
    return new Integration.TimedOut();
  }

  // A function is foreign code: whatever it throws is an outcome, not our failure.
  @SuppressWarnings("CatchingThrowable")
  private static Integration.Outcome invoke(LambdaFunction function, byte[] event) {
    try {
      return switch (TimeLimit.invoke(function, event)) {
        case InvocationResult.Returned returned ->
            new Integration.Returned(returned.requestId(), returned.payload());
        case InvocationResult.FunctionError error ->
            new Integration.Failed(error.requestId(), error.message());
        case InvocationResult.Unavailable failed -> new Integration.Unavailable(failed.message());
      };
    } catch (InterruptedException stopped) {
      return new Integration.Failed("-", "Stopped with the gateway");
    } catch (Throwable thrown) {
      return new Integration.Failed("-", String.valueOf(thrown.getMessage()));
    }
  }

  private static final class Call {
    private final String function;
    private final byte[] event;
    private final Consumer<Integration> answer;
    private final long began = System.nanoTime();
    private final AtomicBoolean answered = new AtomicBoolean();

    Call(String function, byte[] event, Consumer<Integration> answer) {
      this.function = function;
      this.event = event;
      this.answer = answer;
    }

    void answer(Integration.Outcome outcome) {
      if (answered.compareAndSet(false, true)) {
        long latency = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began);
        answer.accept(new Integration(function, outcome, event, latency));
      }
    }
  }
}
