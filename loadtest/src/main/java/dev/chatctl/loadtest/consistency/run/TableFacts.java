package dev.chatctl.loadtest.consistency.run;

import dev.chatctl.core.census.Census;
import dev.chatctl.core.census.ConnectionRow;
import dev.chatctl.core.census.SessionFilter;
import dev.chatctl.core.census.SessionRow;
import dev.chatctl.core.census.TableCensus;
import dev.chatctl.core.message.MessageIds;
import dev.chatctl.core.room.Connection;
import dev.chatctl.core.room.RoomState;
import dev.chatctl.core.settings.TableNames;
import dev.chatctl.core.table.Row;
import dev.chatctl.core.table.Tables;
import dev.chatctl.core.table.Tables.Expression;
import dev.chatctl.core.table.Tables.Scan;
import dev.chatctl.core.table.Tables.Update;
import dev.chatctl.loadtest.consistency.Facts;
import dev.chatctl.loadtest.consistency.Seen;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** Reads whole tables, by another way than the functions do. */
public record TableFacts(Tables tables, TableNames names) {
  /** Has a room spread over so many shards from the beginning. */
  public void spread(String room, int shards) {
    tables
        .update(
            new Update(
                names.rooms(),
                Row.of("room", room),
                new Expression("SET shard_count = :shards", Row.of(":shards", shards)),
                Expression.NONE))
        .join();
  }

  /** What is in them of these rooms. */
  public Facts of(Collection<String> rooms) {
    Census census = new TableCensus(tables, names);
    Map<String, Long> counted = new HashMap<>();
    for (RoomState room : all(census.rooms(), state -> rooms.contains(state.room()))) {
      counted.put(room.room(), room.members());
    }
    Map<String, Long> rows = new HashMap<>();
    List<Facts.Listed> listed = new ArrayList<>();
    Instant oldest = Instant.now().minus(Connection.LONGEST);
    for (ConnectionRow row : all(census.connections(), row -> rooms.contains(row.room()))) {
      rows.merge(row.room(), 1L, Long::sum);
      if (row.since().isAfter(oldest)) {
        listed.add(new Facts.Listed(row.connectionId(), row.room(), row.name()));
      }
    }
    return new Facts(messages(rooms), counted, listed, rows, sessions(census, rooms));
  }

  private List<Facts.Stored> messages(Collection<String> rooms) {
    return tables.scanAll(new Scan(names.messageHistory())).join().stream()
        .filter(row -> row.has("message") && rooms.contains(row.text("room")))
        .map(
            row ->
                new Facts.Stored(
                    row.text("room"),
                    new Seen(
                        row.text("message_id"),
                        MessageIds.tickOf(row.text("message_id")),
                        row.text("name"),
                        row.optionalText("client_message_id").orElse(""),
                        row.text("message"))))
        .toList();
  }

  private static List<Facts.Session> sessions(Census census, Collection<String> rooms) {
    List<Facts.Session> sessions = new ArrayList<>();
    for (SessionRow row :
        all(census.sessions(SessionFilter.ALL), row -> rooms.contains(row.connection().room()))) {
      ConnectionRow connection = row.connection();
      sessions.add(
          new Facts.Session(
              connection.connectionId(),
              connection.room(),
              connection.name(),
              row.end().isPresent()));
    }
    return sessions;
  }

  private static <T> List<T> all(Iterator<T> rows, Predicate<T> wanted) {
    List<T> all = new ArrayList<>();
    rows.forEachRemaining(
        row -> {
          if (wanted.test(row)) {
            all.add(row);
          }
        });
    return all;
  }
}
