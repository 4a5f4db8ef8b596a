package dev.chatctl.core;

import dev.chatctl.core.aws.Futures;
import dev.chatctl.core.fanout.ConnectionControl;
import dev.chatctl.core.log.JsonLog;
import dev.chatctl.core.room.Departure;
import dev.chatctl.core.room.Recipient;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;
import software.amazon.awssdk.core.exception.SdkException;

/** Ends connections of people who may not stay. */
record Evictions(
    Departures departures, ConnectionControl control, JsonLog log, InstantSource clock) {
  /** AWS: how {@code DELETE} closes a socket. */
  private static final int CLOSED_NORMALLY = 1000;

  /** Each takes a few calls; whoever is left is found by the next broadcast. */
  private static final int AT_ONCE = 10;

  /**
   * Ends some of them, one after the other.
   *
   * @param reason that their sessions tell
   * @param deadline after which none is begun
   * @return how many have been ended
   */
  int evict(Stream<Recipient> whom, String reason, Instant deadline) {
    return (int)
        whom.limit(AT_ONCE)
            .takeWhile(one -> clock.instant().isBefore(deadline))
            .filter(one -> evict(one, reason))
            .count();
  }

  private boolean evict(Recipient one, String reason) {
    try {
      // First the session, so that it says why; $disconnect then finds it closed.
      departures.depart(
          new Departure(
              one.connectionId(),
              one.connectedAt(),
              clock.instant(),
              OptionalInt.of(CLOSED_NORMALLY),
              Optional.of(reason)));
      Futures.await(control.close(one.connectionId()));
      return true;
    } catch (CompletionException | SdkException e) {
      log.error(
          "eviction_failed", e, json -> json.writeStringField("connection_id", one.connectionId()));
      return false;
    }
  }
}
