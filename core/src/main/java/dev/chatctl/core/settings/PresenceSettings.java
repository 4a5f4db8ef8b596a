package dev.chatctl.core.settings;

import java.time.Duration;

/**
 * Which rooms are told who comes and goes, and how often.
 *
 * @param limit up to how many members; 0 for none
 * @param interval a room is told once in so long: of one who came or went, or of who is there if
 *     there were several. So a client costs at most one post an interval, however many come back
 */
public record PresenceSettings(int limit, Duration interval) {
  private static final int DEFAULT_LIMIT = 200;

  /** Ten thousand clients cost a thousand posts a second: a tenth of an account's quota. */
  public static final int DEFAULT_SECONDS = 10;

  // AWS: SQS delays a message by 15 minutes at most.
  private static final int MAX_SECONDS = 900;

  static PresenceSettings read(EnvironmentReader env) {
    return new PresenceSettings(
        env.integer("PRESENCE_LIMIT", DEFAULT_LIMIT, 0, 10_000),
        Duration.ofSeconds(
            env.integer("PRESENCE_INTERVAL_SECONDS", DEFAULT_SECONDS, 1, MAX_SECONDS)));
  }
}
