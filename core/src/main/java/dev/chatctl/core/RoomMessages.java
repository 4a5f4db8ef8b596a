package dev.chatctl.core;

import dev.chatctl.core.aws.Futures;
import dev.chatctl.core.fanout.BroadcastReport;
import dev.chatctl.core.message.HistoryPage;
import dev.chatctl.core.message.Message;
import dev.chatctl.core.message.MessageHistory;
import dev.chatctl.core.message.MessageIds;
import dev.chatctl.core.message.Sender;
import dev.chatctl.core.message.StoredMessage;
import dev.chatctl.core.room.Connection;
import dev.chatctl.core.room.Registry;
import dev.chatctl.core.room.RoomState;
import dev.chatctl.core.wire.Problem;
import dev.chatctl.core.wire.Problem.Code;
import dev.chatctl.core.wire.Reply;
import dev.chatctl.core.wire.Request;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/** What is said in rooms: stored first, then posted, then noted as sent; and read again. */
public final class RoomMessages {
  private final Registry registry;
  private final MessageHistory history;
  private final Broadcasts broadcasts;
  private final Outbox outbox;
  private final InstantSource clock;

  RoomMessages(
      Registry registry,
      MessageHistory history,
      Broadcasts broadcasts,
      Outbox outbox,
      InstantSource clock) {
    this.registry = registry;
    this.history = history;
    this.broadcasts = broadcasts;
    this.outbox = outbox;
    this.clock = clock;
  }

  /**
   * Whether a connection may send something now; if so, it counts against its limit.
   *
   * @return the rule it would break
   */
  public Optional<Problem> objection(Connection speaker) {
    if (!speaker.user().maySend(clock.instant())) {
      return Optional.of(
          Problem.of(Code.EXPIRED, "token: expired (expected: connect again with a new one)"));
    }
    return Futures.await(registry.admit(speaker.id(), clock.instant()))
        ? Optional.empty()
        : Optional.of(Problem.of(Code.RATE_LIMITED, "rate: too high (expected: send slower)"));
  }

  /**
   * Stores a message and sends it to everybody in the speaker's room. A repetition sends nothing,
   * unless what it repeats was stored and never sent.
   *
   * @param origin what no other message has; the same message delivered twice has the same one
   * @param deadline after which no recipient is begun
   */
  public Reply say(
      Connection speaker, Request.Say say, String origin, Instant receivedAt, Instant deadline) {
    String room = speaker.room();
    String sender = speaker.author();
    if (say.clientMessageId().isPresent()) {
      // Asked first, so that a repetition takes no number: a gap would send clients searching.
      Optional<StoredMessage> earlier =
          Futures.await(history.find(room, sender, say.clientMessageId().get(), receivedAt));
      if (earlier.isPresent()) {
        return again(room, earlier.get(), say, deadline);
      }
    }
    RoomState state = Futures.await(registry.nextSequence(room, clock.instant()));
    var message =
        new Message(
            MessageIds.of(receivedAt, origin),
            room,
            new Sender(speaker.id(), speaker.user().name()),
            say.text(),
            receivedAt,
            state.sequence(),
            say.clientMessageId());
    StoredMessage stored = Futures.await(history.store(message, sender));
    return stored.isNew()
        ? sent(stored, say, send(message, state, deadline))
        : again(room, stored, say, deadline);
  }

  /** A page of the room's history, to whoever is in it. */
  public Reply page(Connection reader, Request.History request) {
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

  /** Answers a repetition, and sends the room what was stored if nobody has. */
  private Reply again(String room, StoredMessage stored, Request.Say say, Instant deadline) {
    if (outbox.isSent(stored.id())) {
      return sent(stored, say, BroadcastReport.EMPTY);
    }
    BroadcastReport report =
        Futures.await(history.read(room, stored.id()))
            .map(message -> send(message, Futures.await(registry.room(room)), deadline))
            .orElse(BroadcastReport.EMPTY);
    return sent(stored, say, report);
  }

  private BroadcastReport send(Message message, RoomState room, Instant deadline) {
    BroadcastReport report = broadcasts.send(message, room, deadline);
    outbox.sent(message.id());
    return report;
  }

  private static Reply sent(StoredMessage stored, Request.Say say, BroadcastReport report) {
    return new Reply.Sent(
        stored.id(),
        Optional.of(stored.sequence()),
        say.clientMessageId(),
        !stored.isNew(),
        report.undelivered());
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
