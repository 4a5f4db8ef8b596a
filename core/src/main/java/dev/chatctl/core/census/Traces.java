package dev.chatctl.core.census;

import dev.chatctl.core.census.Trace.Kind;
import dev.chatctl.core.room.Limits;
import dev.chatctl.core.settings.TableNames;
import dev.chatctl.core.table.Row;
import dev.chatctl.core.table.Tables;
import dev.chatctl.core.table.Tables.Delete;
import dev.chatctl.core.table.Tables.Expression;
import dev.chatctl.core.table.Tables.Page;
import dev.chatctl.core.table.Tables.Query;
import dev.chatctl.core.table.Tables.Scan;
import dev.chatctl.core.table.Tables.Written;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * What the tables keep of a user: the rows that say so in {@code user} or in their key, which only
 * a token can, and what operators noted of the user's connections. Names and addresses are no
 * proof. Blocks; reads whole tables.
 *
 * @param moderation the table of rules and of what operators did
 */
public record Traces(Tables tables, TableNames names, String moderation) {

  /**
   * Shows each, connections first and what operators noted last.
   *
   * @param stopped when true, no other page is read
   */
  public void visit(String user, BooleanSupplier stopped, Consumer<Trace> visitor) {
    var connections = new HashSet<String>();
    Consumer<Trace> noting =
        trace -> {
          trace.row().optionalText("connection_id").ifPresent(connections::add);
          visitor.accept(trace);
        };
    var theirs = new Expression("#user = :user", Row.of(":user", user));
    scan(names.activeConnections(), theirs, stopped, row -> Kind.CONNECTION, noting);
    scan(names.sessionHistory(), theirs, stopped, row -> Kind.SESSION, noting);
    scan(
        names.messageHistory(),
        theirs,
        stopped,
        row -> row.has("stored_id") ? Kind.MARKER : Kind.MESSAGE,
        noting);
    for (String subject : Limits.subjects(user)) {
      var held =
          Query.of(
              names.limits(), new Expression("subject = :subject", Row.of(":subject", subject)));
      read(
          after -> tables.query(held.after(after)),
          stopped,
          row -> visitor.accept(new Trace(Kind.LIMIT, names.limits(), row)));
    }
    Query rules = part("rules").sending(theirs, "");
    read(
        after -> tables.query(rules.after(after)),
        stopped,
        row -> visitor.accept(new Trace(Kind.RULE, moderation, row)));
    read(
        after -> tables.query(part("audit").after(after)),
        stopped,
        row -> {
          if (row.optionalText("user").filter(user::equals).isPresent()
              || isAbout(row, connections)) {
            visitor.accept(new Trace(Kind.AUDIT, moderation, row));
          }
        });
  }

  /** Erases a row, if it is still there and still the user's, which it answers. */
  public CompletableFuture<Boolean> erase(String user, Trace trace) {
    Expression theirs =
        trace.kind() == Kind.LIMIT
            ? Expression.of("attribute_exists(id)")
            : new Expression("#user = :user", Row.of(":user", user));
    return tables.delete(new Delete(trace.table(), trace.key(), theirs)).thenApply(Written::done);
  }

  private void scan(
      String table,
      Expression filter,
      BooleanSupplier stopped,
      Function<Row, Kind> kind,
      Consumer<Trace> visitor) {
    var scan = new Scan(table, filter, 0, Row.EMPTY);
    read(
        after -> tables.scan(scan.after(after)),
        stopped,
        row -> visitor.accept(new Trace(kind.apply(row), table, row)));
  }

  private static void read(
      Function<Row, CompletableFuture<Page>> pages, BooleanSupplier stopped, Consumer<Row> reader) {
    new RowIterator<>(
            after ->
                stopped.getAsBoolean()
                    ? CompletableFuture.completedFuture(new Page(List.of(), Row.EMPTY))
                    : pages.apply(after),
            row -> row)
        .forEachRemaining(
            row -> {
              if (!stopped.getAsBoolean()) {
                reader.accept(row);
              }
            });
  }

  private Query part(String name) {
    return Query.of(moderation, new Expression("part = :part", Row.of(":part", name)));
  }

  // Entries name connections one by one; ids have neither commas nor spaces.
  private static boolean isAbout(Row entry, Set<String> connections) {
    return Arrays.stream(entry.text("whom").split("[, ]+")).anyMatch(connections::contains);
  }
}
