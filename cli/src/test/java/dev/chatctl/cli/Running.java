package dev.chatctl.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.concurrent.CompletableFuture;

/**
 * A command that goes on until it is interrupted or its input ends, with what it printed so far.
 */
public final class Running implements AutoCloseable {
  private final TestTerminal terminal;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final CompletableFuture<Integer> exitCode;

  public Running(TestTerminal terminal, String... args) {
    this.terminal = terminal;
    this.exitCode =
        CompletableFuture.supplyAsync(() -> terminal.run(out, err, args), Running::start);
  }

  public String out() {
    return out.toString(UTF_8);
  }

  public String err() {
    return err.toString(UTF_8);
  }

  /** Presses Ctrl-C. */
  public void interrupt() {
    terminal.interrupt().request();
  }

  public int exitCode() {
    return exitCode.join();
  }

  @Override
  public void close() {
    interrupt();
    exitCode.join();
  }

  private static void start(Runnable command) {
    Thread.ofPlatform().daemon().start(command);
  }
}
