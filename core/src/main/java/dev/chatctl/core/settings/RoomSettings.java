package dev.chatctl.core.settings;

import dev.chatctl.core.wire.Dialects;
import dev.chatctl.core.wire.Envelope;

/**
 * What clients get who ask for nothing in particular.
 *
 * @param defaultDialect the dialect of connections that choose none
 * @param presenceLimit up to how many members a room is told who joins and leaves; above, telling
 *     everybody about everybody would be most of the traffic
 * @param sourceIps how much of an address the session history keeps
 */
public record RoomSettings(String defaultDialect, int presenceLimit, SourceIps sourceIps) {
  private static final int DEFAULT_PRESENCE_LIMIT = 50;

  static RoomSettings read(EnvironmentReader env) {
    return new RoomSettings(
        env.oneOf("DEFAULT_DIALECT", Envelope.NAME, Dialects.names()),
        env.integer("PRESENCE_LIMIT", DEFAULT_PRESENCE_LIMIT, 0, 10_000),
        SourceIps.named(env.oneOf("SOURCE_IP", "truncated", SourceIps.names())));
  }
}
