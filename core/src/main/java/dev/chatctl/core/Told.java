package dev.chatctl.core;

import dev.chatctl.core.aws.Futures;
import dev.chatctl.core.log.JsonLog;
import dev.chatctl.core.queue.Checkpoints;
import java.time.InstantSource;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Which messages have been told. A message is stored before it is told; should telling it fail in
 * between, or the function die, it is told when it comes again: by Lambda's retry or the client's.
 */
final class Told {
  private final Checkpoints checkpoints;
  private final JsonLog log;
  private final InstantSource clock;

  Told(Checkpoints checkpoints, JsonLog log, InstantSource clock) {
    this.checkpoints = checkpoints;
    this.log = log;
    this.clock = clock;
  }

  boolean has(String messageId) {
    return Futures.await(checkpoints.isTold(messageId));
  }

  /**
   * Notes that a message has been told. Where that fails the message has been told all the same,
   * and a repetition tells it again, under the same id.
   */
  void note(String messageId) {
    try {
      Futures.await(checkpoints.told(messageId, clock.instant()));
    } catch (SdkException e) {
      log.error("told_unnoted", e, json -> json.writeStringField("message_id", messageId));
    }
  }
}
