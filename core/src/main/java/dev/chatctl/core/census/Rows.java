package dev.chatctl.core.census;

import dev.chatctl.core.aws.Futures;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Rows of a table, read page by page as they are asked for; the next page is on its way while the
 * caller is busy with this one. Holds two pages at most, however long the table is. Blocks.
 */
final class Rows<T> implements Iterator<T> {
  private final Function<Map<String, AttributeValue>, CompletableFuture<TableScan.Page>> read;
  private final Function<Item, T> convert;
  private final ArrayDeque<Item> page = new ArrayDeque<>();
  private @Nullable CompletableFuture<TableScan.Page> coming;

  /**
   * Starts reading.
   *
   * @param read reads the page after a key; an empty key is before the first
   */
  Rows(
      Function<Map<String, AttributeValue>, CompletableFuture<TableScan.Page>> read,
      Function<Item, T> convert) {
    this.read = read;
    this.convert = convert;
    this.coming = read.apply(Map.of());
  }

  @Override
  public boolean hasNext() {
    while (page.isEmpty() && coming != null) {
      TableScan.Page arrived = Futures.await(coming);
      coming = arrived.next().isEmpty() ? null : read.apply(arrived.next());
      page.addAll(arrived.items());
    }
    return !page.isEmpty();
  }

  @Override
  public T next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    return convert.apply(page.removeFirst());
  }
}
