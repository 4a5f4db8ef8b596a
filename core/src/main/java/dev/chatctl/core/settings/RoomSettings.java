package dev.chatctl.core.settings;

import dev.chatctl.core.wire.Dialects;
import dev.chatctl.core.wire.Envelope;
import java.time.Duration;

/**
 * What clients get who ask for nothing in particular.
 *
 * @param defaultDialect the dialect of connections that choose none
 * @param presenceLimit up to how many members a room is told who joins and leaves; above, telling
 *     everybody about everybody would be most of the traffic
 * @param sourceIps how much of an address the session history keeps
 * @param clientIdMemory for how long a message that a client repeats is known
 */
public record RoomSettings(
    String defaultDialect, int presenceLimit, SourceIps sourceIps, Duration clientIdMemory) {
  private static final int DEFAULT_PRESENCE_LIMIT = 50;

  /** In minutes: longer than a page goes on trying, overnight too. */
  private static final int DEFAULT_MEMORY = 24 * 60;

  private static final int MAX_MEMORY = 30 * 24 * 60;

  static RoomSettings read(EnvironmentReader env) {
    return new RoomSettings(
        env.oneOf("DEFAULT_DIALECT", Envelope.NAME, Dialects.names()),
        env.integer("PRESENCE_LIMIT", DEFAULT_PRESENCE_LIMIT, 0, 10_000),
        SourceIps.named(env.oneOf("SOURCE_IP", "truncated", SourceIps.names())),
        Duration.ofMinutes(
            env.integer("CLIENT_ID_MEMORY_MINUTES", DEFAULT_MEMORY, 10, MAX_MEMORY)));
  }
}
