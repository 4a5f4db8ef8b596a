package dev.chatctl.admin.connections;

import dev.chatctl.cli.Pacer;
import dev.chatctl.core.aws.Futures;
import dev.chatctl.core.census.ConnectionRow;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Asks {@code @connections} about each listed connection: some at a time, in order, and no faster
 * than the pacer allows, since the account's quota is also the chat's.
 */
final class Verifier implements Iterator<Listed> {
  private static final int IN_FLIGHT = 16;

  private final Iterator<ConnectionRow> rows;
  private final Connections connections;
  private final Pacer pacer;
  private final ArrayDeque<CompletableFuture<Listed>> asked = new ArrayDeque<>();

  Verifier(Iterator<ConnectionRow> rows, Connections connections, Pacer pacer) {
    this.rows = rows;
    this.connections = connections;
    this.pacer = pacer;
  }

  @Override
  public boolean hasNext() {
    while (asked.size() < IN_FLIGHT && rows.hasNext() && pacer.next()) {
      ConnectionRow row = rows.next();
      asked.add(
          Listed.of(row).hasId()
              ? connections
                  .get(row.connectionId())
                  .thenApply(liveness -> new Listed(row, Optional.of(liveness)))
              : CompletableFuture.completedFuture(Listed.of(row)));
    }
    return !asked.isEmpty();
  }

  @Override
  public Listed next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    return Futures.await(asked.removeFirst());
  }
}
