package dev.chatctl.core;

import dev.chatctl.core.aws.Futures;
import dev.chatctl.core.fanout.BroadcastReport;
import dev.chatctl.core.message.Deletion;
import dev.chatctl.core.message.HistoryPage;
import dev.chatctl.core.message.Message;
import dev.chatctl.core.message.MessageHistory;
import dev.chatctl.core.message.MessageIds;
import dev.chatctl.core.message.MessageKey;
import dev.chatctl.core.message.RoomHistory;
import dev.chatctl.core.message.StoredMessage;
import dev.chatctl.core.message.Ticks;
import dev.chatctl.core.room.Connection;
import dev.chatctl.core.room.Registry;
import dev.chatctl.core.room.RoomState;
import dev.chatctl.core.wire.Problem;
import dev.chatctl.core.wire.Problem.Code;
import dev.chatctl.core.wire.Reply;
import dev.chatctl.core.wire.Request;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import software.amazon.awssdk.core.exception.SdkException;

/** What is said in rooms: stored first, then posted, then noted as sent; and read again. */
public final class RoomMessages {
  private static final Problem TOO_FAST =
      Problem.of(Code.RATE_LIMITED, "rate: too high (expected: send slower)");

  /** Under how many ids a message is tried to be stored, one after the other. */
  private static final int ATTEMPTS = 3;

  /** Between taking a tick and writing the message. */
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);

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
   * Whether a connection may do something other than speak now; if so, it counts against its limit.
   *
   * @return the rule it would break
   */
  public Optional<Problem> objection(Connection speaker, Request request) {
    Optional<Problem> right = rightObjection(speaker, request);
    if (right.isPresent()) {
      return right;
    }
    return haste(speaker);
  }

  /** Whether a connection, expired or not, does too much; if not, this counts as well. */
  public Optional<Problem> haste(Connection connection) {
    return Futures.await(registry.admit(connection, clock.instant()))
        ? Optional.empty()
        : Optional.of(TOO_FAST);
  }

  /**
   * Stores a message and sends it to everybody in the speaker's room, if the speaker may do so now.
   * A repetition sends nothing, unless what it repeats was stored and never sent.
   *
   * @param origin what no other message has; the same message delivered twice has the same one
   * @param deadline after which no recipient is begun
   */
  public Reply say(
      Connection speaker, Request.Say say, String origin, Instant receivedAt, Instant deadline) {
    Optional<Problem> objection = rightObjection(speaker, say);
    OptionalLong tick =
        objection.isPresent()
            ? OptionalLong.empty()
            : Futures.await(registry.speak(speaker, clock.instant()));
    if (tick.isEmpty()) {
      return new Reply.Refused(objection.orElse(TOO_FAST).about(say.clientMessageId()));
    }
    var message =
        new Message(
            MessageIds.of(fresh(tick.getAsLong(), speaker), origin),
            speaker.room(),
            speaker.sender(),
            say.text(),
            receivedAt,
            say.clientMessageId());
    MessageKey key =
        MessageKey.toRoom(speaker.room(), speaker.author(), say.clientMessageId(), origin);
    return told(speaker.room(), stored(message, speaker, key, origin), say, deadline);
  }

  private Optional<Problem> rightObjection(Connection speaker, Request request) {
    if (!speaker.user().maySend(clock.instant())) {
      return Optional.of(Problem.TOKEN_EXPIRED);
    }
    return speaker.user().role().includes(request.needs())
        ? Optional.empty()
        : Optional.of(
            Problem.of(
                Code.FORBIDDEN,
                "role: %s (expected: %s)"
                    .formatted(speaker.user().role().wireName(), request.needs().wireName())));
  }

  /** A page of the room's history, to whoever is in it. */
  public Reply page(Connection reader, Request.History request) {
    RoomHistory room = Futures.await(registry.room(reader.room())).history();
    int limit = request.limit();
    return switch (request.from()) {
      case Request.History.Newest newest ->
          reply(history.before(room, Optional.empty(), limit, clock.instant()), room.room());
      case Request.History.Before before ->
          MessageHistory.isCursor(before.cursor())
              ? reply(
                  history.before(room, Optional.of(before.cursor()), limit, clock.instant()),
                  room.room())
              : refuse("before: not a cursor (expected: one you received)");
      case Request.History.After after ->
          MessageIds.isId(after.messageId())
              ? reply(history.after(room, after.messageId(), limit, clock.instant()), room.room())
              : refuse("after: not a message id (expected: one you received)");
      case Request.History.Resume resume ->
          Futures.await(history.resume(room, resume.position(), limit, clock.instant()))
              .<Reply>map(page -> new Reply.History(room.room(), page))
              .orElseGet(
                  () ->
                      refuse("after_position: not of this room (expected: one you received here)"));
    };
  }

  /** Stores a message under its id, or a later one if there is no telling whether it was. */
  private Stored stored(Message message, Connection speaker, MessageKey key, String origin) {
    Message attempt = message;
    for (int left = ATTEMPTS - 1; ; left--) {
      try {
        StoredMessage stored = Futures.await(history.store(attempt, speaker.shard(), key));
        return new Stored(stored, attempt);
      } catch (SdkException e) {
        if (left == 0) {
          throw e;
        }
      }
      // Not again under the same id: readers may have passed its place by the time it is written.
      attempt = message.called(MessageIds.of(fresh(0, speaker), origin));
    }
  }

  /** This tick if it was taken just now, or else a new one: what was stored late is missed. */
  private long fresh(long taken, Connection speaker) {
    long tick = taken;
    while (tick < Ticks.of(clock.instant().minus(LONGEST_PAUSE))) {
      tick = Futures.await(registry.speakAgain(speaker, clock.instant())).orElseThrow();
    }
    return tick;
  }

  /** What became of a message that was to be stored, and how it would have been. */
  private record Stored(StoredMessage result, Message message) {}

  /** Sends the room what was stored if nobody has, and tells the speaker. */
  private Reply told(String room, Stored stored, Request.Say say, Instant deadline) {
    StoredMessage result = stored.result();
    BroadcastReport report = BroadcastReport.EMPTY;
    if (result.isNew()) {
      report = send(stored.message(), deadline);
    } else if (!outbox.isSent(result.id())) {
      report =
          Futures.await(history.read(room, result))
              .filter(earlier -> earlier.deletion().isEmpty() && !earlier.isPast(clock.instant()))
              .map(earlier -> send(earlier, deadline))
              .orElse(BroadcastReport.EMPTY);
    }
    return new Reply.Sent(
        result.id(),
        Optional.of(MessageIds.tickOf(result.id())),
        say.clientMessageId(),
        !result.isNew(),
        report.undelivered());
  }

  /** Takes back what somebody said to the moderator's room, and tells everybody in it. */
  public Reply delete(Connection moderator, Request.Delete request, Instant deadline) {
    RoomState room = Futures.await(registry.room(moderator.room()));
    if (!MessageIds.isId(request.messageId())) {
      return refuse("id: not a message id (expected: one you received)");
    }
    var deletion = new Deletion(moderator.author(), clock.instant());
    Optional<Message> deleted =
        Futures.await(history.delete(room.history(), request.messageId(), deletion));
    if (deleted.isEmpty()) {
      return refuse("id: not in this room (expected: a message's)");
    }
    broadcasts.send(deleted.get(), room, deadline);
    return new Reply.Told();
  }

  private BroadcastReport send(Message message, Instant deadline) {
    RoomState room = Futures.await(registry.room(message.room()));
    BroadcastReport report = broadcasts.send(message, room, deadline);
    CompletableFuture<RoomState> counted = registry.said(room, message.id());
    outbox.sent(message.id());
    Futures.await(counted);
    return report;
  }

  private static Reply reply(CompletableFuture<HistoryPage> page, String room) {
    return new Reply.History(room, Futures.await(page));
  }

  private static Reply refuse(String detail) {
    return new Reply.Refused(Problem.of(Code.NOT_FOUND, detail));
  }
}
