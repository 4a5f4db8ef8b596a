package dev.chatctl.core;

import dev.chatctl.core.aws.Futures;
import dev.chatctl.core.fanout.BroadcastReport;
import dev.chatctl.core.fanout.Broadcaster;
import dev.chatctl.core.message.Message;
import dev.chatctl.core.queue.FanOutJob;
import dev.chatctl.core.queue.JobQueue;
import dev.chatctl.core.room.Recipient;
import dev.chatctl.core.room.Registry;
import dev.chatctl.core.room.RoomState;
import dev.chatctl.core.wire.Dialects;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * Sends messages to rooms: at once to a small room, as one job a shard to a crowded one. What the
 * deadline leaves over becomes jobs as well.
 */
record Broadcasts(
    Registry registry,
    Broadcaster broadcaster,
    Optional<JobQueue> queue,
    int inlineLimit,
    Unreachable unreachable,
    BroadcastMetrics metrics,
    InstantSource clock) {
  /**
   * Sends a message to its room.
   *
   * @return the account of what was posted here; what was handed on is in none
   */
  BroadcastReport send(Message message, RoomState room, Instant deadline) {
    if (queue.isPresent() && room.members() > inlineLimit) {
      Futures.await(
          queue
              .get()
              .send(
                  IntStream.range(0, room.shards())
                      .mapToObj(shard -> new FanOutJob(message, shard, ""))
                      .toList()));
      return BroadcastReport.EMPTY;
    }
    Instant begun = clock.instant();
    List<Recipient> recipients = Futures.await(registry.recipients(room, begun));
    BroadcastReport posted = post(message, recipients, deadline);
    Instant answeredAt = clock.instant();
    BroadcastReport report = handOn(message, posted);
    metrics.write(message, room.shards(), report, answeredAt);
    unreachable.remove(message.room(), report, recipients, begun, deadline);
    return report;
  }

  /** Posts a message to these recipients. */
  BroadcastReport post(Message message, List<Recipient> all, Instant deadline) {
    Function<Recipient, Optional<EvictionReason>> unwelcome =
        unreachable.unwelcome().in(message.room(), clock.instant());
    FrameSet frames =
        FrameSet.render(
            all.stream()
                .filter(one -> isFor(one, message) && unwelcome.apply(one).isEmpty())
                .toList(),
            dialect -> dialect.news(message));
    return Futures.await(broadcaster.broadcast(frames.recipients(), frames::frame, deadline));
  }

  // Recipients come in order of shard and id, and a shard's job begins at the first one left over.
  // Whoever comes after that one and has been posted to already is posted to again, under the same
  // id.
  private BroadcastReport handOn(Message message, BroadcastReport report) {
    if (report.leftOver().isEmpty() || queue.isEmpty()) {
      return report;
    }
    Map<Integer, String> firstOfShard = new LinkedHashMap<>();
    for (Recipient recipient : report.leftOver()) {
      firstOfShard.putIfAbsent(recipient.shard(), recipient.connectionId());
    }
    Futures.await(
        queue
            .get()
            .send(
                firstOfShard.entrySet().stream()
                    .map(first -> new FanOutJob(message, first.getKey(), first.getValue()))
                    .toList()));
    return report.withoutLeftOver();
  }

  private static boolean isFor(Recipient recipient, Message message) {
    return message.deletion().isPresent()
        || !recipient.connectionId().equals(message.sender().connectionId())
        || recipient.echo().orElseGet(() -> Dialects.get(recipient.dialect()).echoesToSender());
  }
}
