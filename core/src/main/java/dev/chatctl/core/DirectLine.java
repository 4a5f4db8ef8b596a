package dev.chatctl.core;

import dev.chatctl.core.aws.Futures;
import dev.chatctl.core.fanout.BroadcastReport;
import dev.chatctl.core.fanout.Broadcaster;
import dev.chatctl.core.message.DirectMessage;
import dev.chatctl.core.room.Connection;
import dev.chatctl.core.room.Recipient;
import dev.chatctl.core.wire.Dialects;
import dev.chatctl.core.wire.Problem;
import dev.chatctl.core.wire.Problem.Code;
import dev.chatctl.core.wire.Reply;
import dev.chatctl.core.wire.Request;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.core.SdkBytes;

/** Tells something to one connection only. */
final class DirectLine {
  private final Broadcaster broadcaster;

  DirectLine(Broadcaster broadcaster) {
    this.broadcaster = broadcaster;
  }

  Reply send(DirectMessage message, Request.Direct request, Connection to, Instant deadline) {
    var recipient = new Recipient(to.id(), to.room(), to.shard(), to.dialect(), to.connectedAt());
    byte[] frame = Dialects.get(to.dialect()).direct(message);
    BroadcastReport report = post(recipient, SdkBytes.fromByteArrayUnsafe(frame), deadline);
    if (report.delivered() == 1) {
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

  void push(Recipient recipient, String frame, Instant deadline) {
    post(recipient, SdkBytes.fromUtf8String(frame), deadline);
  }

  static Problem notFound(Request.Direct request) {
    return new Problem(
        Code.NOT_FOUND,
        "to: not in this room (expected: a connection id from who)",
        request.clientMessageId());
  }

  private BroadcastReport post(Recipient recipient, SdkBytes frame, Instant deadline) {
    return Futures.await(broadcaster.broadcast(List.of(recipient), ignored -> frame, deadline));
  }
}
