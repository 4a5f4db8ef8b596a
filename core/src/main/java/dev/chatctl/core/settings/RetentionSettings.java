package dev.chatctl.core.settings;

import dev.chatctl.core.message.MessageHistory;
import java.time.Duration;

/** For how long the tables keep what people said and when they were there; rows say their end. */
public record RetentionSettings(Duration messages, Duration sessions) {
  private static final int MESSAGE_DAYS = Math.toIntExact(MessageHistory.RETENTION.toDays());
  private static final int DEFAULT_DAYS = 30;

  /** A reader of history asks for one day after the other: a year is 365 queries of a shard. */
  public static final Duration LONGEST_HISTORY = Duration.ofDays(365);

  /** Nothing reads many sessions but an operator; beyond this, it is a slip of the finger. */
  private static final int LONGEST_SESSIONS = 3_650;

  public static final RetentionSettings STANDARD =
      new RetentionSettings(MessageHistory.RETENTION, Duration.ofDays(DEFAULT_DAYS));

  /**
   * For how long a room that nobody enters is known: its row tells in how many shards its history
   * is, which it must outlive.
   */
  public Duration rooms() {
    return messages.plusDays(5);
  }

  // A day is longer than any connection, whose session must be there, and than history's clocks
  // may differ.
  static RetentionSettings read(EnvironmentReader env) {
    int most = Math.toIntExact(LONGEST_HISTORY.toDays());
    return new RetentionSettings(
        Duration.ofDays(env.integer("MESSAGE_RETENTION_DAYS", MESSAGE_DAYS, 1, most)),
        Duration.ofDays(env.integer("SESSION_RETENTION_DAYS", DEFAULT_DAYS, 1, LONGEST_SESSIONS)));
  }
}
