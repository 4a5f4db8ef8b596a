package dev.chatctl.admin;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.concurrent.CompletableFuture;

/**
 * A command that goes on until it is interrupted or its input ends, with what it printed so far.
 */
final class Running implements AutoCloseable {
  private final Terminal terminal;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final CompletableFuture<Integer> exitCode;

  Running(Terminal terminal, String... args) {
    this.terminal = terminal;
    this.exitCode =
        CompletableFuture.supplyAsync(() -> terminal.run(out, err, args), Running::start);
  }

  String out() {
    return out.toString(UTF_8);
  }

  String err() {
    return err.toString(UTF_8);
  }

  /** Presses Ctrl-C. */
  void interrupt() {
    terminal.interrupt().request();
  }

  int exitCode() {
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
