package dev.chatctl.core;

import dev.chatctl.core.aws.Futures;
import dev.chatctl.core.fanout.Broadcaster;
import dev.chatctl.core.fanout.TokenBucket;
import dev.chatctl.core.log.JsonLog;
import dev.chatctl.core.room.Recipient;
import dev.chatctl.core.room.Registry;
import dev.chatctl.core.room.RoomState;
import dev.chatctl.core.wire.Notice;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Tells a small room who joined, left or changed name. A notice is tried once and given little
 * time: nobody's handshake should wait for it, and missing one does no harm, since each says how
 * many there are. They share a budget, so that many who come back at once leave the quota to
 * messages.
 *
 * @param limit up to how many members a room is told
 * @param budget of posts; empty for no limit
 */
record Presence(
    Registry registry,
    Broadcaster broadcaster,
    int limit,
    Optional<TokenBucket> budget,
    JsonLog log,
    InstantSource clock) {
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
    // The row may be a few off, or of a moment ago: what is read decides.
    if (limit == 0 || room.members() > 2L * limit) {
      return;
    }
    try {
      Futures.await(registry.recipientsIfFew(room, limit, clock.instant()))
          .ifPresent(all -> tell(notice.among(all.size()), all, withSubject));
    } catch (SdkException e) {
      log.error("notice_failed", e, json -> json.writeStringField("room", notice.room()));
    }
  }

  private void tell(Notice notice, List<Recipient> all, boolean withSubject) {
    List<Recipient> recipients =
        all.stream()
            .filter(
                recipient -> withSubject || !recipient.connectionId().equals(notice.connectionId()))
            .toList();
    FrameSet frames = FrameSet.render(recipients, dialect -> dialect.notice(notice));
    if (budget.isEmpty() || budget.get().tryTake(frames.recipients().size())) {
      Futures.await(
          broadcaster.broadcast(
              frames.recipients(), frames::frame, clock.instant().plus(PATIENCE)));
    }
  }
}
