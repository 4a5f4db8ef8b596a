package dev.chatctl.core;

import dev.chatctl.core.aws.Futures;
import dev.chatctl.core.fanout.Broadcaster;
import dev.chatctl.core.log.JsonLog;
import dev.chatctl.core.room.Recipient;
import dev.chatctl.core.room.Registry;
import dev.chatctl.core.room.RoomState;
import dev.chatctl.core.wire.Notice;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Tells a small room who joined, left or changed name. A notice is tried once and given little
 * time: nobody's handshake should wait for it, and missing one does no harm.
 */
record Presence(
    Registry registry, Broadcaster broadcaster, int limit, JsonLog log, InstantSource clock) {
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  /** Tells everybody but whom it is about. */
  void tellOthers(Notice notice, RoomState room) {
    tell(notice, room, false);
  }

  /** Tells everybody. */
  void tellAll(Notice notice, RoomState room) {
    tell(notice, room, true);
  }

  private void tell(Notice notice, RoomState room, boolean withSubject) {
    if (room.members() > limit) {
      return;
    }
    try {
      List<Recipient> recipients =
          Futures.await(registry.recipients(room, clock.instant())).stream()
              .filter(
                  recipient ->
                      withSubject || !recipient.connectionId().equals(notice.connectionId()))
              .toList();
      FrameSet frames = FrameSet.render(recipients, dialect -> dialect.notice(notice));
      Futures.await(
          broadcaster.broadcast(
              frames.recipients(), frames::frame, clock.instant().plus(PATIENCE)));
    } catch (SdkException e) {
      log.error("notice_failed", e, json -> json.writeStringField("room", notice.room()));
    }
  }
}
