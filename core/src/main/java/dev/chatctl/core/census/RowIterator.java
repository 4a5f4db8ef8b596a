package dev.chatctl.core.census;

import dev.chatctl.core.aws.Futures;
import dev.chatctl.core.table.Row;
import dev.chatctl.core.table.Tables.Page;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Rows of a table, read page by page as they are asked for; the next page is on its way while the
 * caller is busy with this one. Holds two pages at most, however long the table is. Blocks.
 */
public final class RowIterator<T> implements Iterator<T> {
  private final Function<Row, CompletableFuture<Page>> read;
  private final Function<Row, T> convert;
  private final ArrayDeque<Row> page = new ArrayDeque<>();
  private @Nullable CompletableFuture<Page> coming;

  /**
   * Starts reading.
   *
   * @param read reads the page after a key; an empty key is before the first
   */
  public RowIterator(Function<Row, CompletableFuture<Page>> read, Function<Row, T> convert) {
    this.read = read;
    this.convert = convert;
    this.coming = read.apply(Row.EMPTY);
  }

  @Override
  public boolean hasNext() {
    while (page.isEmpty() && coming != null) {
      Page arrived = Futures.await(coming);
      coming = arrived.next().isEmpty() ? null : read.apply(arrived.next());
      page.addAll(arrived.rows());
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
