package dev.chatctl.core;

import dev.chatctl.core.aws.Futures;
import dev.chatctl.core.log.JsonLog;
import dev.chatctl.core.queue.Checkpoints;
import java.time.InstantSource;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Which stored messages have been sent: the outbox pattern. A message is stored before it is sent;
 * should sending it fail in between, or the function die, it is sent when it comes again, by
 * Lambda's retry or the client's.
 */
record Outbox(Checkpoints checkpoints, JsonLog log, InstantSource clock) {
  boolean isSent(String messageId) {
    return Futures.await(checkpoints.isSent(messageId));
  }

  /**
   * Notes that a message has been sent. Where that fails the message has been sent all the same,
   * and a repetition sends it again, under the same id.
   */
  void sent(String messageId) {
    try {
      Futures.await(checkpoints.sent(messageId, clock.instant()));
    } catch (SdkException e) {
      log.error("told_unnoted", e, json -> json.writeStringField("message_id", messageId));
    }
  }
}
