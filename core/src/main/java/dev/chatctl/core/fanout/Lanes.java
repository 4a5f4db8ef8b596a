package dev.chatctl.core.fanout;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Tasks with numbers from 0 on, done by a fixed number of lanes: each draws a number, waits for
 * that task, and draws the next, until none is left or there is no time.
 */
final class Lanes {
  private final int tasks;
  private final IntFunction<CompletableFuture<Void>> begin;
  private final BooleanSupplier hasTime;
  private final AtomicInteger next = new AtomicInteger();
  private final AtomicInteger open = new AtomicInteger();
  private final CompletableFuture<Void> ended = new CompletableFuture<>();

  /**
   * So many tasks.
   *
   * @param begin begins the task of a number
   * @param hasTime whether another may begin
   */
  Lanes(int tasks, IntFunction<CompletableFuture<Void>> begin, BooleanSupplier hasTime) {
    this.tasks = tasks;
    this.begin = begin;
    this.hasTime = hasTime;
  }

  /** Completes when every task that was begun has ended; fails if one did. */
  CompletableFuture<Void> run(int atOnce) {
    int lanes = Math.clamp(tasks, 1, atOnce);
    open.set(lanes);
    for (int lane = 0; lane < lanes; lane++) {
      drive();
    }
    return ended;
  }

  // Loops while tasks end at once, instead of recursing through their callbacks.
  private void drive() {
    while (true) {
      int number = hasTime.getAsBoolean() ? next.getAndIncrement() : tasks;
      if (number >= tasks) {
        if (open.decrementAndGet() == 0) {
          ended.complete(null);
        }
        return;
      }
      CompletableFuture<Void> task = begin.apply(number);
      if (!task.isDone()) {
        var unused = task.thenRun(this::drive).exceptionally(this::abort);
        return;
      }
      task.join();
    }
  }

  // A mistake in a task must surface to whoever waits, rather than leave a lane open for ever.
  private @Nullable Void abort(Throwable mistake) {
    ended.completeExceptionally(mistake);
    return null;
  }
}
