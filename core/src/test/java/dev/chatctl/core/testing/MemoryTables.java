package dev.chatctl.core.testing;

import static java.util.concurrent.CompletableFuture.completedFuture;
import static java.util.stream.Collectors.toMap;

import dev.chatctl.core.definition.KeyDefinition;
import dev.chatctl.core.definition.TableDefinition;
import dev.chatctl.core.table.Row;
import dev.chatctl.core.table.Tables;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * Tables in memory, for tests that run a thousand times: what the backend asks of DynamoDB, as
 * DynamoDB does it. Answers at once, on the caller's thread.
 */
final class MemoryTables implements Tables {
  private final Map<String, Table> tables = new ConcurrentHashMap<>();

  /** Makes a table, whose keys must be texts. */
  void create(String name, TableDefinition definition) {
    List<String> keys =
        Stream.concat(Stream.of(definition.partitionKey()), definition.sortKey().stream())
            .map(KeyDefinition::name)
            .toList();
    tables.put(name, new Table(keys, new TreeMap<>()));
  }

  @Override
  public synchronized CompletableFuture<Optional<Row>> get(Get get) {
    Row found = table(get.table()).at(get.key());
    return completedFuture(found.isEmpty() ? Optional.empty() : Optional.of(found));
  }

  @Override
  public synchronized CompletableFuture<Written> put(Put put) {
    return write(put.table(), put.row(), put.condition(), row -> put.row())
        .thenApply(written -> written.done() ? new Written(true, Row.EMPTY) : written);
  }

  @Override
  public synchronized CompletableFuture<Written> update(Update update) {
    // AWS: a request's expressions share its values.
    Row values = update.change().values().with(update.condition().values());
    return write(
        update.table(),
        update.key(),
        new Expression(update.condition().text(), values),
        row -> ExpressionReader.changed(update.change(), row.with(update.key())));
  }

  @Override
  public synchronized CompletableFuture<Written> delete(Delete delete) {
    return write(delete.table(), delete.key(), delete.condition(), row -> Row.EMPTY);
  }

  @Override
  public synchronized CompletableFuture<Boolean> putAll(List<Put> puts) {
    boolean all =
        puts.stream()
            .allMatch(
                put -> ExpressionReader.holds(put.condition(), table(put.table()).at(put.row())));
    if (all) {
      puts.forEach(put -> table(put.table()).set(put.row(), put.row()));
    }
    return completedFuture(all);
  }

  @Override
  public synchronized CompletableFuture<Page> query(Query query) {
    Table table = table(query.table());
    Stream<Row> partition =
        table
            .after(query.after(), query.order().forwards())
            .filter(row -> ExpressionReader.holds(query.key(), row));
    Page page = page(table, partition, query.filter(), query.order().limit());
    List<Row> rows = page.rows().stream().map(row -> only(query.projection(), row)).toList();
    return completedFuture(new Page(rows, page.next()));
  }

  @Override
  public synchronized CompletableFuture<Page> scan(Scan scan) {
    Table table = table(scan.table());
    return completedFuture(
        page(table, table.after(scan.after(), true), scan.filter(), scan.limit()));
  }

  private Table table(String name) {
    return Objects.requireNonNull(tables.get(name), name);
  }

  private CompletableFuture<Written> write(
      String name, Row key, Expression condition, UnaryOperator<Row> change) {
    Table table = table(name);
    Row before = table.at(key);
    if (!ExpressionReader.holds(condition, before)) {
      return completedFuture(new Written(false, before));
    }
    Row after = change.apply(before);
    table.set(key, after);
    return completedFuture(new Written(true, after));
  }

  // AWS: a page that reached its limit names the last row it read, though there may be no other.
  private static Page page(Table table, Stream<Row> rows, Expression filter, int limit) {
    List<Row> read = rows.limit(limit == 0 ? Long.MAX_VALUE : limit).toList();
    return new Page(
        read.stream().filter(row -> ExpressionReader.holds(filter, row)).toList(),
        limit > 0 && read.size() == limit ? table.key(read.getLast()) : Row.EMPTY);
  }

  private static Row only(String projection, Row row) {
    List<String> names = List.of(projection.replace("#", "").split(", "));
    return projection.isEmpty()
        ? row
        : new Row(
            row.values().entrySet().stream()
                .filter(attribute -> names.contains(attribute.getKey()))
                .collect(toMap(Map.Entry::getKey, Map.Entry::getValue)));
  }

  /** Rows by their keys, in the order of a partition. */
  private record Table(List<String> keys, NavigableMap<String, Row> rows) {
    Row at(Row key) {
      return rows.getOrDefault(place(key), Row.EMPTY);
    }

    void set(Row key, Row row) {
      if (row.isEmpty()) {
        rows.remove(place(key));
      } else {
        rows.put(place(key), row);
      }
    }

    Stream<Row> after(Row key, boolean forwards) {
      NavigableMap<String, Row> all = forwards ? rows : rows.descendingMap();
      return (key.isEmpty() ? all : all.tailMap(place(key), false)).values().stream();
    }

    Row key(Row row) {
      return keys.stream()
          .map(name -> Row.of(name, row.text(name)))
          .reduce(Row.EMPTY, (some, more) -> some.with(more));
    }

    private String place(Row row) {
      return String.join("\0", keys.stream().map(row::text).toList());
    }
  }
}
