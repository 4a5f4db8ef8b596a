package dev.chatctl.admin.moderation;

import dev.chatctl.admin.aws.AuditLog;
import dev.chatctl.admin.aws.Aws;
import dev.chatctl.admin.connections.Outreach;
import dev.chatctl.admin.target.TargetedInvocation;
import dev.chatctl.cli.CliException;
import dev.chatctl.cli.ExitCode;
import dev.chatctl.cli.output.Column;
import dev.chatctl.cli.output.RowWriter;
import dev.chatctl.cli.output.Rows;
import dev.chatctl.cli.output.View;
import dev.chatctl.core.aws.Futures;
import dev.chatctl.core.census.ConnectionRow;
import dev.chatctl.core.message.Deletion;
import dev.chatctl.core.message.Message;
import dev.chatctl.core.message.MessageHistory;
import dev.chatctl.core.message.MessageIds;
import dev.chatctl.core.message.RoomHistory;
import dev.chatctl.core.room.RoomState;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "delete-message",
    description = {
      "Take back what was said in a room: history keeps that it was, but not its text.",
      "Members whose dialect knows of it are told to show it no more."
    },
    footer = {
      "",
      "  chatctl history lobby -o wide",
      "  chatctl delete-message 01JE1ZK4V3Q8M2T6X9B5C7D0EF --room lobby --reason 'home address'"
    })
public final class DeleteMessageVerb implements Callable<Integer> {
  private static final View<Result> VIEW =
      View.of(
          "result",
          Result::id,
          List.of(
              Column.of("message_id", Result::id),
              Column.of("outcome", Result::outcome),
              Column.of("room", result -> result.message().map(Message::room).orElse(null)),
              Column.of(
                  "deleted_at",
                  result ->
                      result.message().flatMap(Message::deletion).map(Deletion::at).orElse(null)),
              Column.of("told", Result::told)));

  private final TargetedInvocation invocation;

  @Parameters(
      paramLabel = "MESSAGE_ID",
      arity = "1..*",
      description = "Messages, as history -o wide or -o name shows them.")
  private List<String> ids = List.of();

  @Option(
      names = "--room",
      paramLabel = "ROOM",
      description = "Where they were said (default: each room is asked, a read or more a room).")
  private Optional<String> room = Optional.empty();

  @Mixin private Reason reason = new Reason();

  DeleteMessageVerb(TargetedInvocation invocation) {
    this.invocation = invocation;
  }

  /**
   * What became of one.
   *
   * @param message as it is now; empty if there is none of this id
   * @param told how many members have been told
   */
  private record Result(String id, Optional<Message> message, long told) {
    String outcome() {
      return message.isPresent() ? "deleted" : "not_found";
    }
  }

  @Override
  public Integer call() {
    for (String id : ids) {
      if (!MessageIds.isId(id)) {
        throw CliException.usage(
            "MESSAGE_ID: %s (expected: 26 letters and digits)".formatted(id),
            "chatctl history ROOM -o name shows the ids of messages");
      }
    }
    Optional<String> why = reason.text();
    try (Aws aws = Aws.of(invocation)) {
      var audit = new AuditLog(invocation, aws);
      aws.requireOurs();
      List<RoomHistory> rooms = rooms(aws);
      audit.note("delete-message", ids, why);
      var deletion = new Deletion(audit.operator(), invocation.now());
      RowWriter<Result> writer = Rows.writer(invocation, VIEW);
      int found = 0;
      Map<String, List<ConnectionRow>> members = new LinkedHashMap<>();
      for (String id : ids) {
        Optional<Message> deleted = delete(aws.messages(), rooms, id, deletion);
        long told = 0;
        if (deleted.isPresent()) {
          found++;
          List<ConnectionRow> there =
              members.computeIfAbsent(deleted.get().room(), name -> members(aws, name));
          told =
              new Outreach(invocation, aws)
                  .tell(there, dialect -> dialect.deleted(deleted.get()))
                  .done();
        }
        writer.row(new Result(id, deleted, told));
      }
      writer.end();
      if (found == ids.size()) {
        return ExitCode.OK.code();
      }
      return (found == 0 ? ExitCode.NOT_FOUND : ExitCode.PARTIAL).code();
    }
  }

  private List<RoomHistory> rooms(Aws aws) {
    if (room.isPresent()) {
      return List.of(
          aws.census()
              .room(room.get())
              .map(RoomState::history)
              .orElseThrow(
                  () ->
                      new CliException(
                          ExitCode.NOT_FOUND,
                          "there is no room " + room.get(),
                          "chatctl stats shows rooms")));
    }
    return list(aws.census().rooms()).stream().map(RoomState::history).toList();
  }

  private static Optional<Message> delete(
      MessageHistory history, List<RoomHistory> rooms, String id, Deletion deletion) {
    return rooms.stream()
        .filter(one -> rooms.size() == 1 || Futures.await(history.has(one, id)))
        .flatMap(one -> Futures.await(history.delete(one, id, deletion)).stream())
        .findFirst();
  }

  private List<ConnectionRow> members(Aws aws, String name) {
    return list(aws.census().connections(name));
  }

  private <T> List<T> list(Iterator<T> rows) {
    var all = new ArrayList<T>();
    while (rows.hasNext() && !invocation.interrupt().requested()) {
      all.add(rows.next());
    }
    return all;
  }
}
