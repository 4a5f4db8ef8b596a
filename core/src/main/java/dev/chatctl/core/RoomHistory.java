package dev.chatctl.core;

import dev.chatctl.core.aws.Futures;
import dev.chatctl.core.message.HistoryPage;
import dev.chatctl.core.message.MessageHistory;
import dev.chatctl.core.message.MessageIds;
import dev.chatctl.core.room.Connection;
import dev.chatctl.core.room.Registry;
import dev.chatctl.core.wire.Problem;
import dev.chatctl.core.wire.Problem.Code;
import dev.chatctl.core.wire.Reply;
import dev.chatctl.core.wire.Request;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/** What was said in a room, to whoever is in it. */
final class RoomHistory {
  private final Registry registry;
  private final MessageHistory history;
  private final InstantSource clock;

  RoomHistory(Registry registry, MessageHistory history, InstantSource clock) {
    this.registry = registry;
    this.history = history;
    this.clock = clock;
  }

  Reply page(Connection reader, Request.History request) {
    Optional<String> after = request.after();
    if (after.isPresent() && !MessageIds.isId(after.get())) {
      return refuse("after: not a message id (expected: one you received)");
    }
    if (request.before().isPresent() && !MessageHistory.isCursor(request.before().get())) {
      return refuse("before: not a cursor (expected: one you received)");
    }
    return new Reply.History(
        reader.room(),
        after.isPresent()
            ? after(reader.room(), after.get(), request.limit())
            : before(reader.room(), request));
  }

  private HistoryPage after(String room, String id, int limit) {
    return Futures.await(history.after(room, id, limit, clock.instant()));
  }

  private HistoryPage before(String room, Request.History request) {
    Instant createdAt = Futures.await(registry.room(room)).createdAt();
    return Futures.await(
        history.before(room, createdAt, request.before(), request.limit(), clock.instant()));
  }

  private static Reply refuse(String detail) {
    return new Reply.Refused(Problem.of(Code.NOT_FOUND, detail));
  }
}
