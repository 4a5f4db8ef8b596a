package dev.chatctl.admin.history;

import dev.chatctl.admin.aws.Aws;
import dev.chatctl.admin.described.DescribedCensus;
import dev.chatctl.admin.described.DescribedMessage;
import dev.chatctl.admin.target.TargetedInvocation;
import dev.chatctl.cli.CliException;
import dev.chatctl.cli.ExitCode;
import dev.chatctl.cli.OptionRules;
import dev.chatctl.cli.output.Column;
import dev.chatctl.cli.output.RowWriter;
import dev.chatctl.cli.output.Rows;
import dev.chatctl.cli.output.View;
import dev.chatctl.core.aws.Futures;
import dev.chatctl.core.message.Deletion;
import dev.chatctl.core.message.HistoryPage;
import dev.chatctl.core.message.Message;
import dev.chatctl.core.message.MessageHistory;
import dev.chatctl.core.message.MessageIds;
import dev.chatctl.core.message.RoomHistory;
import dev.chatctl.core.room.RoomState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "history",
    description = "Show what was said in a room, the newest messages last.",
    footer = {
      "",
      "  chatctl history lobby",
      "  chatctl history lobby --since 1h --limit 1000 -o ndjson"
    })
public final class HistoryVerb implements Callable<Integer> {
  private static final int PAGE = 100;

  /** A message that takes longer is refused; with a minute for clocks that differ. */
  private static final Duration STORED_WITHIN = Duration.ofSeconds(90);

  private static final List<Column<Message>> COLUMNS =
      List.of(
          Column.of("timestamp", HistoryVerb::time),
          Column.of("name", message -> message.sender().name()),
          Column.of("user", message -> message.sender().user().orElse(null)),
          Column.of("message", message -> message.deletion().isPresent() ? null : message.text()),
          Column.wide("room", Message::room),
          Column.wide("message_id", Message::id),
          Column.wide("connection_id", message -> message.sender().connectionId()));

  private static final View<Message> VIEW =
      View.of(
          "message",
          Message::id,
          with(
              with(COLUMNS, Column.wide("sequence", Message::sequence)),
              Column.of("deleted_at", said -> said.deletion().map(Deletion::at).orElse(null))));

  private static final View<DescribedMessage> DESCRIBED =
      View.of(
          "message",
          said -> said.message().id(),
          with(
              COLUMNS.stream().map(column -> column.of(DescribedMessage::message)).toList(),
              Column.of("unreadable", DescribedMessage::unreadable)));

  private static <T> List<Column<T>> with(List<Column<T>> columns, Column<T> last) {
    return Stream.concat(columns.stream(), Stream.of(last)).toList();
  }

  private final TargetedInvocation invocation;

  @Parameters(paramLabel = "ROOM", description = "The room.")
  private String room = "";

  @Mixin private TimeSpan times = new TimeSpan();

  @Option(
      names = "--limit",
      paramLabel = "N",
      description = "At most N messages (default: 50): the newest, or with --since the first.")
  private int limit = 50;

  @Option(
      names = {"-R", "--reverse"},
      description = "The newest message first.")
  private boolean reverse;

  @Option(
      names = "--before",
      paramLabel = "CURSOR",
      description = "The page before, by the cursor that this verb told.")
  private Optional<String> before = Optional.empty();

  /** When it was said; nothing where a described table does not say. */
  private static @Nullable Object time(Message message) {
    return message.sentAt().equals(Instant.EPOCH) ? null : message.sentAt();
  }

  HistoryVerb(TargetedInvocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() {
    OptionRules.atLeast(1, "--limit", limit, "50 is the default");
    Optional<Instant> since = times.since();
    OptionRules.span(since, times.until());
    if (since.isPresent() && before.isPresent()) {
      throw CliException.usage(
          "--since reads forwards and --before backwards", "leave one of them out");
    }
    before
        .filter(cursor -> !MessageHistory.isCursor(cursor))
        .ifPresent(
            cursor -> {
              throw CliException.usage(
                  "--before: " + cursor + " is no cursor", "the page after it told the cursor");
            });
    Instant until = times.until().orElse(Instant.MAX);
    try (Aws aws = Aws.of(invocation)) {
      if (aws.described().isPresent()) {
        print(DESCRIBED, described(aws.described().get(), since, until));
      } else {
        print(VIEW, since.isPresent() ? forwards(aws, since.get(), until) : backwards(aws, until));
      }
      return ExitCode.OK.code();
    }
  }

  private <T> void print(View<T> view, List<T> messages) {
    RowWriter<T> writer = Rows.writer(invocation, view);
    (reverse ? messages.reversed() : messages).forEach(writer::row);
    writer.end();
  }

  /** The newest, or from a time on the first; such tables are read whole, so there is no cursor. */
  private List<DescribedMessage> described(
      DescribedCensus chat, Optional<Instant> since, Instant until) {
    List<DescribedMessage> found =
        chat.messages(room)
            .takeWhile(said -> !invocation.interrupt().requested())
            .filter(said -> !said.message().sentAt().isBefore(since.orElse(Instant.MIN)))
            .filter(said -> said.message().sentAt().isBefore(until))
            .sorted(Comparator.comparing(said -> said.message().sentAt()))
            .toList();
    int first = since.isPresent() ? 0 : Math.max(0, found.size() - limit);
    return found.subList(first, Math.min(found.size(), first + limit));
  }

  private List<Message> forwards(Aws aws, Instant since, Instant until) {
    MessageHistory history = aws.messages();
    RoomHistory where = where(aws);
    var found = new ArrayList<Message>();
    // Messages are in order of when they were stored, which is soon after they were received.
    Optional<String> after = Optional.of(MessageIds.of(since.minus(STORED_WITHIN), ""));
    while (after.isPresent() && found.size() < limit && !invocation.interrupt().requested()) {
      HistoryPage page = Futures.await(history.after(where, after.get(), PAGE, invocation.now()));
      for (Message message : page.messages()) {
        if (!message.sentAt().isBefore(since) && message.sentAt().isBefore(until)) {
          found.add(message);
        }
      }
      boolean past =
          !page.messages().isEmpty()
              && page.messages().getLast().sentAt().minus(STORED_WITHIN).isAfter(until);
      after = past ? Optional.empty() : page.after();
    }
    if (found.size() > limit || after.isPresent()) {
      invocation.notice("There are more; a later --since or a larger --limit shows them.");
    }
    return found.subList(0, Math.min(limit, found.size()));
  }

  private List<Message> backwards(Aws aws, Instant until) {
    RoomHistory where = where(aws);
    MessageHistory history = aws.messages();
    var found = new ArrayList<Message>();
    Optional<String> cursor = before;
    do {
      HistoryPage page =
          Futures.await(
              history.before(
                  where, cursor, Math.min(PAGE, limit - found.size()), invocation.now()));
      page.messages().stream()
          .filter(message -> message.sentAt().isBefore(until))
          .forEach(found::add);
      cursor = page.before();
    } while (cursor.isPresent() && found.size() < limit && !invocation.interrupt().requested());
    cursor.ifPresent(
        next ->
            invocation.notice(
                "Older messages: chatctl history %s --before %s".formatted(room, next)));
    return found.reversed();
  }

  private RoomHistory where(Aws aws) {
    return aws.census()
        .room(room)
        .map(RoomState::history)
        .orElseGet(() -> new RoomHistory(room, 1, Instant.MAX));
  }
}
