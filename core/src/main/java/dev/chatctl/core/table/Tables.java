package dev.chatctl.core.table;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/**
 * The operations of DynamoDB that are used. Futures complete on the transport's threads, so whoever
 * continues them must not block; they fail with an {@link
 * software.amazon.awssdk.core.exception.SdkException}. Thread-safe.
 */
public interface Tables {
  /** Reads one row. */
  CompletableFuture<Optional<Row>> get(Get get);

  /** Writes a whole row. */
  CompletableFuture<Written> put(Put put);

  /** Changes a row, which need not be there. */
  CompletableFuture<Written> update(Update update);

  CompletableFuture<Written> delete(Delete delete);

  /**
   * Writes all of these rows or none, within seconds or not at all.
   *
   * @return false if one's condition failed; fails if there is no telling
   */
  CompletableFuture<Boolean> putAll(List<Put> puts);

  /** Reads rows that share a partition, in order of their sort keys. */
  CompletableFuture<Page> query(Query query);

  /** Reads a whole table, in no order. */
  CompletableFuture<Page> scan(Scan scan);

  /** Reads a query to its end. */
  default CompletableFuture<List<Row>> queryAll(Query query) {
    return Page.all(after -> query(query.after(after)), Row.EMPTY, new ArrayList<>());
  }

  /** Reads a table to its end. */
  default CompletableFuture<List<Row>> scanAll(Scan scan) {
    return Page.all(after -> scan(scan.after(after)), Row.EMPTY, new ArrayList<>());
  }

  /**
   * In DynamoDB's language.
   *
   * @param text in which {@code :x} stands for a value and {@code #x} for the attribute x, where
   *     its name is a word that DynamoDB reserves; empty for none
   * @param values by their names with the colon
   */
  record Expression(String text, Row values) {
    public static final Expression NONE = of("");

    /** One that needs no values. */
    public static Expression of(String text) {
      return new Expression(text, Row.EMPTY);
    }
  }

  /**
   * One row.
   *
   * @param consistent whether to see every write answered before, at twice the cost
   */
  record Get(String table, Row key, boolean consistent) {}

  /** A row in place of what may be there. */
  record Put(String table, Row row, Expression condition) {
    public Put(String table, Row row) {
      this(table, row, Expression.NONE);
    }
  }

  /** A change to a row, or to none. */
  record Update(String table, Row key, Expression change, Expression condition) {}

  /** A row to take away. */
  record Delete(String table, Row key, Expression condition) {}

  /**
   * What a write came to.
   *
   * @param done false if its condition failed, which leaves everything as it was
   * @param row as an update left it, or as it was where the condition failed; else empty
   */
  record Written(boolean done, Row row) {}

  /**
   * Rows of one partition.
   *
   * @param filter which of them to send; they are read all the same
   * @param projection the names of the attributes to send, with commas; empty for all
   * @param after the key after which to begin; empty for the beginning
   */
  record Query(
      String table, Expression key, Expression filter, String projection, Order order, Row after) {
    public static Query of(String table, Expression key) {
      return new Query(table, key, Expression.NONE, "", Order.FORWARDS, Row.EMPTY);
    }

    public Query sending(Expression filter, String projection) {
      return new Query(table, key, filter, projection, order, after);
    }

    public Query in(Order order) {
      return new Query(table, key, filter, projection, order, after);
    }

    public Query after(Row key) {
      return new Query(table, this.key, filter, projection, order, key);
    }
  }

  /**
   * How to read a partition.
   *
   * @param consistent as in {@link Get}
   * @param limit how many rows at most; 0 for as many as fit into a page
   */
  record Order(boolean forwards, boolean consistent, int limit) {
    public static final Order FORWARDS = new Order(true, false, 0);
  }

  /**
   * A table's rows.
   *
   * @param limit how many to read at most; 0 for as many as fit into a page
   * @param after the key after which to begin; empty for the beginning
   */
  record Scan(String table, Expression filter, int limit, Row after) {
    public Scan(String table) {
      this(table, Expression.NONE, 0, Row.EMPTY);
    }

    public Scan after(Row key) {
      return new Scan(table, filter, limit, key);
    }
  }

  /**
   * What one request read. AWS: a page ends at 1 MB, before any filter.
   *
   * @param next the key after which the next page begins; empty at the end
   */
  record Page(List<Row> rows, Row next) {
    private static CompletableFuture<List<Row>> all(
        Function<Row, CompletableFuture<Page>> read, Row after, List<Row> found) {
      return read.apply(after)
          .thenCompose(
              page -> {
                found.addAll(page.rows());
                return page.next().isEmpty()
                    ? CompletableFuture.completedFuture(found)
                    : all(read, page.next(), found);
              });
    }
  }
}
