package dev.chatctl.core;

import dev.chatctl.core.aws.Futures;
import dev.chatctl.core.fanout.ConnectionControl;
import dev.chatctl.core.log.JsonLog;
import dev.chatctl.core.room.Departure;
import dev.chatctl.core.room.Recipient;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletionException;
import software.amazon.awssdk.core.exception.SdkException;

/** Ends connections whose tokens have expired, which broadcasts pass over by then. */
record ExpiredTokens(
    Membership membership, ConnectionControl control, JsonLog log, InstantSource clock) {
  private static final String REASON = "token expired";

  /** AWS: how {@code DELETE} closes a socket. */
  private static final int CLOSED_NORMALLY = 1000;

  /** Each takes a few calls; whoever is left is found by the next broadcast. */
  private static final int AT_ONCE = 10;

  /**
   * Ends whoever has stayed too long, a few a broadcast.
   *
   * @param recipients of a broadcast
   * @param deadline after which none is begun
   */
  void end(List<Recipient> recipients, Instant deadline) {
    Instant now = clock.instant();
    recipients.stream()
        .filter(one -> one.isOver(now))
        .limit(AT_ONCE)
        .takeWhile(one -> clock.instant().isBefore(deadline))
        .forEach(this::end);
  }

  private void end(Recipient one) {
    try {
      // First the session, so that it says why; $disconnect then finds it closed.
      membership.depart(
          new Departure(
              one.connectionId(),
              one.connectedAt(),
              clock.instant(),
              OptionalInt.of(CLOSED_NORMALLY),
              Optional.of(REASON)));
      Futures.await(control.close(one.connectionId()));
    } catch (CompletionException | SdkException e) {
      log.error(
          "ending_failed", e, json -> json.writeStringField("connection_id", one.connectionId()));
    }
  }
}
