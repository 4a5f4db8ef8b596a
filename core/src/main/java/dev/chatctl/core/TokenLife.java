package dev.chatctl.core;

import dev.chatctl.core.aws.Futures;
import dev.chatctl.core.log.JsonLog;
import dev.chatctl.core.queue.JobQueue;
import dev.chatctl.core.queue.TokenJob;
import dev.chatctl.core.room.Connection;
import dev.chatctl.core.room.Registry;
import dev.chatctl.core.room.User;
import dev.chatctl.core.wire.Dialects;
import dev.chatctl.core.wire.Notice;
import dev.chatctl.core.wire.Reply;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Warns whoever's token is about to expire and ends the connection when it has, silent rooms
 * included: a job goes round the queue until then. A job that is lost does no harm but to the
 * warning; the next broadcast and the reaper end the connection as well.
 */
final class TokenLife {
  /** Time to get another token and send it. */
  private static final Duration WARNING = Duration.ofSeconds(60);

  /** AWS: nothing reaches a connection before its handshake is answered. */
  private static final Duration HANDSHAKE = Duration.ofSeconds(2);

  // AWS: SQS delays a message by 15 minutes at most.
  private static final Duration LONGEST_DELAY = Duration.ofMinutes(15);

  private final Registry registry;
  private final DirectMessages messages;
  private final Evictions evictions;
  private final Optional<JobQueue> queue;
  private final JsonLog log;
  private final InstantSource clock;

  TokenLife(
      Registry registry,
      DirectMessages messages,
      Evictions evictions,
      Optional<JobQueue> queue,
      JsonLog log,
      InstantSource clock) {
    this.registry = registry;
    this.messages = messages;
    this.evictions = evictions;
    this.queue = queue;
    this.log = log;
    this.clock = clock;
  }

  /** Looks after somebody who has just connected, if the token may expire before the connection. */
  void begin(String connectionId, String room, User user, Instant connectedAt) {
    Instant latest = connectedAt.plus(Connection.LONGEST);
    user.tokenExpiresAt()
        .filter(latest::isAfter)
        .map(expiresAt -> new TokenJob(connectionId, room, expiresAt))
        .ifPresent(job -> later(job, HANDSHAKE));
  }

  /** Gives a connection the rights of another token, from now on. */
  Reply renew(Connection connection, User user) {
    Futures.await(registry.renew(connection, user));
    begin(connection.id(), connection.room(), user, connection.connectedAt());
    return new Reply.TokenTaken(user.tokenExpiresAt());
  }

  /** Does what is due for a connection, and comes back for the rest. */
  void work(TokenJob job, Instant deadline) {
    Optional<Connection> found =
        Futures.await(registry.find(job.connectionId()))
            .filter(open -> open.user().tokenExpiresAt().equals(Optional.of(job.expiresAt())));
    if (found.isEmpty()) {
      return;
    }
    Connection connection = found.get();
    Instant now = clock.instant();
    if (!now.isBefore(job.expiresAt())) {
      evictions.evict(Stream.of(connection.recipient()), EvictionReason.TOKEN_EXPIRED, deadline);
      return;
    }
    if (!now.isBefore(job.expiresAt().minus(WARNING))) {
      warn(connection, job.expiresAt(), deadline);
    }
    later(job, Duration.ZERO);
  }

  private void warn(Connection connection, Instant expiresAt, Instant deadline) {
    Dialects.get(connection.dialect())
        .notice(new Notice.TokenExpires(connection.room(), expiresAt))
        .map(frame -> new String(frame, StandardCharsets.UTF_8))
        .ifPresent(frame -> messages.push(connection, List.of(frame), deadline));
  }

  private void later(TokenJob job, Duration least) {
    Instant now = clock.instant();
    Instant warning = job.expiresAt().minus(WARNING);
    Instant next = now.isBefore(warning) || !least.isZero() ? warning : job.expiresAt();
    Duration due = Duration.between(now, next);
    Duration delay = due.compareTo(least) < 0 ? least : due;
    try {
      queue.ifPresent(
          jobs ->
              Futures.await(
                  jobs.send(
                      List.of(job), delay.compareTo(LONGEST_DELAY) > 0 ? LONGEST_DELAY : delay)));
    } catch (SdkException e) {
      log.error(
          "token_unwatched", e, json -> json.writeStringField("connection_id", job.connectionId()));
    }
  }
}
