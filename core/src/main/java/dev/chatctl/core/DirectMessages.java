package dev.chatctl.core;

import dev.chatctl.core.aws.Futures;
import dev.chatctl.core.fanout.BroadcastReport;
import dev.chatctl.core.fanout.Broadcaster;
import dev.chatctl.core.fanout.ConnectionControl;
import dev.chatctl.core.log.JsonLog;
import dev.chatctl.core.message.DirectMessage;
import dev.chatctl.core.message.MessageHistory;
import dev.chatctl.core.message.MessageIds;
import dev.chatctl.core.message.MessageKey;
import dev.chatctl.core.message.StoredMessage;
import dev.chatctl.core.room.Connection;
import dev.chatctl.core.room.Registry;
import dev.chatctl.core.room.User;
import dev.chatctl.core.wire.Dialects;
import dev.chatctl.core.wire.Problem;
import dev.chatctl.core.wire.Problem.Code;
import dev.chatctl.core.wire.Reply;
import dev.chatctl.core.wire.Request;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.exception.SdkException;

/** Tells something to one connection only. */
public final class DirectMessages {
  private final Registry registry;
  private final MessageHistory history;
  private final Broadcaster broadcaster;
  private final Outbox outbox;
  private final ConnectionControl control;
  private final Unwelcome unwelcome;
  private final JsonLog log;

  DirectMessages(
      Registry registry,
      MessageHistory history,
      Broadcaster broadcaster,
      Outbox outbox,
      ConnectionControl control,
      Unwelcome unwelcome,
      JsonLog log) {
    this.registry = registry;
    this.history = history;
    this.broadcaster = broadcaster;
    this.outbox = outbox;
    this.control = control;
    this.unwelcome = unwelcome;
    this.log = log;
  }

  /**
   * Sends a message to one connection in the speaker's room. A repetition sends nothing, unless
   * what it repeats never arrived.
   */
  public Reply send(
      Connection speaker,
      Request.Direct request,
      String origin,
      Instant receivedAt,
      Instant deadline) {
    Optional<Connection> recipient =
        Futures.await(registry.find(request.to()))
            .filter(other -> other.room().equals(speaker.room()))
            .filter(
                other -> unwelcome.in(other.room(), receivedAt).apply(other.recipient()).isEmpty());
    if (recipient.isEmpty()) {
      return new Reply.Refused(notFound(request));
    }
    var message =
        new DirectMessage(
            MessageIds.of(receivedAt, origin),
            speaker.room(),
            speaker.sender(),
            request.to(),
            request.text(),
            receivedAt,
            request.clientMessageId());
    MessageKey key =
        MessageKey.direct(speaker.room(), speaker.author(), request.clientMessageId(), origin);
    StoredMessage stored = Futures.await(history.remember(message, key));
    if (!stored.isNew() && outbox.isSent(stored.id())) {
      return new Reply.Sent(stored.id(), Optional.empty(), request.clientMessageId(), true, 0);
    }
    return send(message.called(stored.id()), request, recipient.get(), deadline);
  }

  /**
   * Sends frames to one connection, in order, up to the first that does not reach it.
   *
   * @return false if a connection that is there missed one
   */
  public boolean push(Connection connection, List<String> frames, Instant deadline) {
    return frames.stream()
        .map(frame -> post(connection, SdkBytes.fromUtf8String(frame), deadline))
        .allMatch(report -> report.delivered() == 1 || !report.gone().isEmpty());
  }

  /** Tells a connection something for the last time, as far as it can be reached, and closes it. */
  public void dismiss(String connectionId, String dialect, List<String> frames, Instant deadline) {
    var connection = new Connection(connectionId, "", 0, User.guest(""), dialect, Instant.EPOCH);
    push(connection, frames, deadline);
    try {
      Futures.await(control.close(connectionId));
    } catch (CompletionException | SdkException e) {
      log.error(
          "dismissal_failed", e, json -> json.writeStringField("connection_id", connectionId));
    }
  }

  private Reply send(
      DirectMessage message, Request.Direct request, Connection to, Instant deadline) {
    byte[] frame = Dialects.get(to.dialect()).direct(message);
    BroadcastReport report = post(to, SdkBytes.fromByteArrayUnsafe(frame), deadline);
    if (report.delivered() == 1) {
      outbox.sent(message.id());
      return new Reply.Sent(message.id(), Optional.empty(), message.clientMessageId(), false, 0);
    }
    return new Reply.Refused(
        report.gone().isEmpty()
            ? new Problem(
                Code.UNDELIVERED,
                "to: not reached (expected: try again)",
                request.clientMessageId())
            : notFound(request));
  }

  private BroadcastReport post(Connection to, SdkBytes frame, Instant deadline) {
    return Futures.await(
        broadcaster.broadcast(List.of(to.recipient()), ignored -> frame, deadline));
  }

  private static Problem notFound(Request.Direct request) {
    return new Problem(
        Code.NOT_FOUND,
        "to: not in this room (expected: a connection id from who)",
        request.clientMessageId());
  }
}
