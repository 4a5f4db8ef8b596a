package dev.chatctl.core;

import dev.chatctl.core.aws.Futures;
import dev.chatctl.core.fanout.Broadcaster;
import dev.chatctl.core.fanout.TokenBucket;
import dev.chatctl.core.log.JsonLog;
import dev.chatctl.core.message.Member;
import dev.chatctl.core.queue.JobQueue;
import dev.chatctl.core.queue.PresenceJob;
import dev.chatctl.core.room.Recipient;
import dev.chatctl.core.room.Registry;
import dev.chatctl.core.room.RoomState;
import dev.chatctl.core.settings.PresenceSettings;
import dev.chatctl.core.wire.Notice;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Tells a room that is not large who joined, left or changed name, once an interval: the first who
 * comes or goes at once, by name; whoever does so before the interval is over, together at its end,
 * by a job that says who is there then. A notice is tried once and given little time: nobody's
 * handshake should wait for it, and missing one does no harm, since each says how many there are.
 * They share a budget as well, so that many who come back at once leave the quota to messages.
 *
 * @param queue empty where only the first of several is told
 * @param budget of posts; empty for no limit
 */
record Presence(
    Registry registry,
    Broadcaster broadcaster,
    PresenceSettings settings,
    Optional<JobQueue> queue,
    Optional<TokenBucket> budget,
    JsonLog log,
    InstantSource clock) {
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  /** As many as fit into a frame of 32 KB, with names of 64 characters. */
  private static final int NAMED = 50;

  private static final String NOBODY = "";

  /** Tells everybody but whom it is about, who came or went just now. */
  void moved(Notice notice, String connectionId, RoomState room) {
    long others = notice instanceof Notice.Joined ? room.members() - 1 : room.members();
    if (others <= 0 || isLarge(room)) {
      return;
    }
    try {
      Instant now = clock.instant();
      Optional<Instant> turn = Futures.await(registry.turnToTell(room, now, settings.interval()));
      if (turn.isPresent() && turn.get().isAfter(now)) {
        later(room.room(), Duration.between(now, turn.get()));
      } else if (turn.isPresent()) {
        var unused = tell(notice, connectionId, room);
      }
    } catch (SdkException e) {
      failed(room, e);
    }
  }

  /** Tells everybody of a new name. */
  void renamed(Notice.Renamed notice, RoomState room) {
    if (!isLarge(room)) {
      try {
        var unused = tell(notice, NOBODY, room);
      } catch (SdkException e) {
        failed(room, e);
      }
    }
  }

  /** Tells a room who is there, or, if there are many, how many. */
  void tell(PresenceJob job) {
    RoomState room = Futures.await(registry.room(job.room()));
    Instant now = clock.instant();
    List<Member> people =
        Futures.await(registry.members(room, Optional.empty(), NAMED + 1, now)).members();
    var present =
        new Notice.Present(job.room(), people.size() > NAMED ? List.of() : people, now, 0);
    if (!tell(present, NOBODY, room)) {
      later(job.room(), settings.interval());
    }
  }

  private void later(String room, Duration delay) {
    queue.ifPresent(jobs -> Futures.await(jobs.send(List.of(new PresenceJob(room)), delay)));
  }

  // The row may be a few off, or of a moment ago: what is read later decides.
  private boolean isLarge(RoomState room) {
    return settings.limit() == 0 || room.members() > 2L * settings.limit();
  }

  /** Returns false if the budget does not allow it now. */
  private boolean tell(Notice notice, String except, RoomState room) {
    List<Recipient> all =
        Futures.await(registry.recipientsIfFew(room, settings.limit(), clock.instant()))
            .orElse(List.of());
    List<Recipient> others =
        all.stream()
            .filter(one -> !one.connectionId().equals(except) && !one.isOver(clock.instant()))
            .toList();
    Notice counted = notice.among(all.size());
    FrameSet frames = FrameSet.render(others, dialect -> dialect.notice(counted));
    if (budget.isPresent() && !budget.get().tryTake(frames.recipients().size())) {
      return false;
    }
    Futures.await(
        broadcaster.broadcast(frames.recipients(), frames::frame, clock.instant().plus(PATIENCE)));
    return true;
  }

  private void failed(RoomState room, SdkException e) {
    log.error("notice_failed", e, json -> json.writeStringField("room", room.room()));
  }
}
