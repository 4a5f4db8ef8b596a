package dev.chatctl.admin.history;

import dev.chatctl.admin.aws.Aws;
import dev.chatctl.admin.target.TargetedInvocation;
import dev.chatctl.cli.ExitCode;
import dev.chatctl.cli.OptionRules;
import dev.chatctl.cli.output.Column;
import dev.chatctl.cli.output.RowWriter;
import dev.chatctl.cli.output.Rows;
import dev.chatctl.cli.output.View;
import dev.chatctl.core.census.ConnectionRow;
import dev.chatctl.core.census.SessionFilter;
import dev.chatctl.core.census.SessionRow;
import dev.chatctl.core.census.SessionRow.End;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.PriorityQueue;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "sessions",
    description = "Show who was connected, when and how it ended, the latest first.",
    footer = {
      "",
      "  chatctl sessions ann --since 1d",
      "  chatctl sessions --name Ann --since 1d",
      "  chatctl sessions --room lobby --open"
    })
public final class SessionsVerb implements Callable<Integer> {
  private static final Comparator<SessionRow> BY_AGE =
      Comparator.comparing(
          SessionRow::connection,
          Comparator.comparing(ConnectionRow::since).thenComparing(ConnectionRow::connectionId));

  private static final List<Column<SessionRow>> COLUMNS =
      List.of(
          Column.of("connection_id", session -> session.connection().connectionId()),
          Column.of("room", session -> session.connection().room()),
          Column.of("name", session -> session.connection().name()),
          Column.of("user", session -> session.connection().user().orElse(null)),
          Column.of("source_ip", session -> session.connection().sourceIp()),
          Column.of("connected_at", session -> session.connection().connectedAt().orElse(null)),
          Column.of("disconnected_at", session -> session.end().map(End::at).orElse(null)),
          Column.of("duration_seconds", session -> boxed(session, End::durationSeconds)),
          Column.of("close_code", session -> boxed(session, End::closeCode)),
          Column.wide(
              "close_reason", session -> session.end().flatMap(End::closeReason).orElse(null)),
          Column.wide("dialect", session -> session.connection().dialect()));

  /** Of a chat of ours, or with what cannot be read of each. */
  static View<SessionRow> view(boolean described) {
    var columns = new ArrayList<>(COLUMNS);
    if (described) {
      columns.add(Column.of("unreadable", session -> session.connection().unreadable()));
    }
    return View.of("session", session -> session.connection().connectionId(), columns);
  }

  private final TargetedInvocation invocation;

  @Parameters(
      paramLabel = "USER",
      arity = "0..1",
      description = "Only this user's sessions, as the token said.")
  private Optional<String> user = Optional.empty();

  @Option(
      names = "--name",
      paramLabel = "NAME",
      description = "Only sessions under this name, whoever it was.")
  private Optional<String> name = Optional.empty();

  @Option(names = "--room", paramLabel = "ROOM", description = "Only sessions in this room.")
  private Optional<String> room = Optional.empty();

  @Option(names = "--open", description = "Only sessions that have not ended.")
  private boolean open;

  @Mixin private TimeSpan times = new TimeSpan();

  @Option(names = "--limit", paramLabel = "N", description = "The latest N (default: 100).")
  private int limit = 100;

  @Option(
      names = {"-R", "--reverse"},
      description = "The latest last.")
  private boolean reverse;

  SessionsVerb(TargetedInvocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() {
    OptionRules.atLeast(1, "--limit", limit, "100 is the default");
    OptionRules.span(times.since(), times.until());
    var filter = new SessionFilter(user, name, room, times.since(), times.until());
    try (Aws aws = Aws.of(invocation)) {
      var latest = new PriorityQueue<>(BY_AGE);
      long found = 0;
      Iterator<SessionRow> sessions = aws.census().sessions(filter);
      while (sessions.hasNext() && !invocation.interrupt().requested()) {
        SessionRow session = sessions.next();
        if (!open || session.end().isEmpty()) {
          found++;
          latest.add(session);
          if (latest.size() > limit) {
            latest.remove();
          }
        }
      }
      RowWriter<SessionRow> writer = Rows.writer(invocation, view(aws.described().isPresent()));
      var sorted = new ArrayList<>(latest);
      sorted.sort(reverse ? BY_AGE : BY_AGE.reversed());
      sorted.forEach(writer::row);
      writer.end(Map.of("total", found));
      if (found > limit) {
        invocation.notice("The latest %,d of %,d; --limit shows more.".formatted(limit, found));
      }
      return ExitCode.OK.code();
    }
  }

  private static @Nullable Object boxed(SessionRow session, Function<End, OptionalLong> number) {
    OptionalLong value = session.end().map(number).orElse(OptionalLong.empty());
    return value.isPresent() ? value.getAsLong() : null;
  }
}
