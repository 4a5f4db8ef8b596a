package dev.chatctl.admin.history;

import dev.chatctl.admin.aws.Aws;
import dev.chatctl.admin.target.TargetedInvocation;
import dev.chatctl.cli.ExitCode;
import dev.chatctl.cli.output.Column;
import dev.chatctl.cli.output.RowWriter;
import dev.chatctl.cli.output.Rows;
import dev.chatctl.cli.output.View;
import dev.chatctl.core.census.Census;
import dev.chatctl.core.census.ConnectionRow;
import java.time.Instant;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
    name = "who",
    description = "Show which users are connected, to which rooms, and since when.")
public final class WhoVerb implements Callable<Integer> {
  /** Somebody in a room: a user under a name, or guests who call themselves so. */
  record Presence(
      String name, Optional<String> user, String room, long connections, Optional<Instant> since) {
    Presence and(Presence other) {
      return new Presence(
          name,
          user,
          room,
          connections + other.connections,
          Stream.of(since, other.since).flatMap(Optional::stream).min(Comparator.naturalOrder()));
    }

    static Presence of(ConnectionRow row) {
      return new Presence(row.name(), row.user(), row.room(), 1, row.connectedAt());
    }
  }

  private record Key(String room, String name, String user) implements Comparable<Key> {
    private static final Comparator<Key> ORDER =
        Comparator.comparing(Key::room).thenComparing(Key::name).thenComparing(Key::user);

    @Override
    public int compareTo(Key other) {
      return ORDER.compare(this, other);
    }
  }

  private static final View<Presence> VIEW =
      View.of(
          "user",
          Presence::name,
          List.of(
              Column.of("name", Presence::name),
              Column.of("user", presence -> presence.user().orElse(null)),
              Column.of("room", Presence::room),
              Column.of("connections", Presence::connections),
              Column.of("since", presence -> presence.since().orElse(null))));

  private final TargetedInvocation invocation;

  @Parameters(paramLabel = "ROOM", arity = "0..1", description = "Only this room's users.")
  private Optional<String> room = Optional.empty();

  WhoVerb(TargetedInvocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() {
    try (Aws aws = Aws.of(invocation)) {
      Census census = aws.census();
      Iterator<ConnectionRow> rows =
          room.isPresent() ? census.connections(room.get()) : census.connections();
      SortedMap<Key, Presence> users = new TreeMap<>();
      while (rows.hasNext() && !invocation.interrupt().requested()) {
        ConnectionRow row = rows.next();
        users.merge(
            new Key(row.room(), row.name(), row.user().orElse("")),
            Presence.of(row),
            Presence::and);
      }
      RowWriter<Presence> writer = Rows.writer(invocation, VIEW);
      users.values().forEach(writer::row);
      writer.end();
      return ExitCode.OK.code();
    }
  }
}
