package dev.chatctl.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/**
 * Standard input of which an {@link Interrupt} ends each read with an {@link
 * InterruptedIOException}. Nothing wakes a thread that reads a silent pipe or terminal, so another
 * one does it, which the process's end does not wait for.
 */
final class InterruptibleInput extends InputStream {
  private final InputStream in;
  private final Interrupt interrupt;

  InterruptibleInput(InputStream in, Interrupt interrupt) {
    this.in = in;
    this.interrupt = interrupt;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    // Its own, as it may still be written to when nobody waits for it any more.
    byte[] bytes = new byte[length];
    var read = new CompletableFuture<Integer>();
    Thread.ofPlatform().daemon().name("stdin").start(() -> read(bytes, read));
    int count = await(read).orElseThrow(() -> new InterruptedIOException("interrupted"));
    System.arraycopy(bytes, 0, into, offset, Math.max(0, count));
    return count;
  }

  private void read(byte[] bytes, CompletableFuture<Integer> read) {
    try {
      read.complete(in.read(bytes));
    } catch (IOException | RuntimeException e) {
      read.completeExceptionally(e);
    }
  }

  private Optional<Integer> await(CompletableFuture<Integer> read) throws IOException {
    try {
      return interrupt.await(read);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof IOException failure ? failure : new IOException(e.getCause());
    }
  }
}
