package dev.chatctl.loadtest.cli;

import dev.chatctl.cli.Invocation;
import dev.chatctl.loadtest.injector.StartSignal;
import dev.chatctl.loadtest.plan.RunClock;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/**
 * A shard's side of the start: says {@code ready} on standard output and reads the start, {@link
 * System#nanoTime()}, from standard input. The end of that input means there will be none.
 */
final class StartOnInput implements StartSignal {
  static final String READY = "ready";

  private final Invocation invocation;

  StartOnInput(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public long await(RunClock clock) throws InterruptedException {
    invocation.out().line(READY);
    invocation.out().flush();
    CompletableFuture<Long> start = new CompletableFuture<>();
    Thread.ofPlatform().daemon().name("start").start(() -> read(start));
    try {
      return start.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("no start was given: " + e.getCause(), e);
    }
  }

  private void read(CompletableFuture<Long> start) {
    try {
      BufferedReader input =
          new BufferedReader(
              new InputStreamReader(invocation.surroundings().in(), StandardCharsets.US_ASCII));
      start.complete(Long.valueOf(String.valueOf(input.readLine())));
    } catch (IOException | NumberFormatException e) {
      start.completeExceptionally(e);
    }
  }
}
