package dev.chatctl.core;

import dev.chatctl.core.aws.Futures;
import dev.chatctl.core.fanout.Broadcaster;
import dev.chatctl.core.fanout.ConnectionControl;
import dev.chatctl.core.log.JsonLog;
import dev.chatctl.core.room.Departure;
import dev.chatctl.core.room.Recipient;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Ends connections of people who may not stay.
 *
 * @param broadcaster tells whoever goes why, once
 */
record Evictions(
    Departures departures,
    Broadcaster broadcaster,
    ConnectionControl control,
    JsonLog log,
    InstantSource clock) {
  /** Each takes a few calls; whoever is left is found by the next broadcast. */
  private static final int AT_ONCE = 10;

  /**
   * Ends some of them, one after the other.
   *
   * @param deadline after which none is begun
   * @return who has been ended
   */
  List<Recipient> evict(Stream<Recipient> whom, EvictionReason reason, Instant deadline) {
    return whom.limit(AT_ONCE)
        .takeWhile(one -> clock.instant().isBefore(deadline))
        .filter(one -> evict(one, reason, deadline))
        .toList();
  }

  private boolean evict(Recipient one, EvictionReason reason, Instant deadline) {
    try {
      // First the session, so that it says why; $disconnect then finds it closed.
      departures.depart(
          Departure.evicted(one.connectionId(), one.connectedAt(), clock.instant(), reason.text()));
      for (String frame : reason.frames(one.dialect())) {
        SdkBytes bytes = SdkBytes.fromUtf8String(frame);
        Futures.await(broadcaster.broadcast(List.of(one), any -> bytes, deadline));
      }
      Futures.await(control.close(one.connectionId()));
      return true;
    } catch (CompletionException | SdkException e) {
      log.error(
          "eviction_failed", e, json -> json.writeStringField("connection_id", one.connectionId()));
      return false;
    }
  }
}
