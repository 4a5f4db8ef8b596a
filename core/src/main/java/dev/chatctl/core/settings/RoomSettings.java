package dev.chatctl.core.settings;

import dev.chatctl.core.wire.Dialects;
import dev.chatctl.core.wire.Envelope;
import java.time.Duration;

/**
 * What clients get who ask for nothing in particular.
 *
 * @param defaultDialect the dialect of connections that choose none
 * @param presence whom to tell who comes and goes
 * @param sourceIps how much of an address the session history keeps
 * @param clientIdMemory for how long a message that a client repeats is known
 * @param names what people may be called
 * @param retention for how long what was said and who was there is kept
 */
public record RoomSettings(
    String defaultDialect,
    PresenceSettings presence,
    SourceIps sourceIps,
    Duration clientIdMemory,
    NameRule names,
    RetentionSettings retention) {
  /** In minutes: longer than a page goes on trying, overnight too. */
  private static final int DEFAULT_MEMORY = 24 * 60;

  private static final int MAX_MEMORY = 30 * 24 * 60;

  static RoomSettings read(EnvironmentReader env) {
    RetentionSettings retention = RetentionSettings.read(env);
    var memory =
        Duration.ofMinutes(env.integer("CLIENT_ID_MEMORY_MINUTES", DEFAULT_MEMORY, 10, MAX_MEMORY));
    if (memory.compareTo(retention.messages()) > 0) {
      env.problem(
          "CLIENT_ID_MEMORY_MINUTES: %d (expected: no longer than MESSAGE_RETENTION_DAYS, %d)"
              .formatted(memory.toMinutes(), retention.messages().toDays()));
    }
    return new RoomSettings(
        env.oneOf("DEFAULT_DIALECT", Envelope.NAME, Dialects.names()),
        PresenceSettings.read(env),
        SourceIps.named(env.oneOf("SOURCE_IP", "truncated", SourceIps.names())),
        memory,
        NameRule.named(env.oneOf("NAMES", "free", NameRule.names())),
        retention);
  }
}
