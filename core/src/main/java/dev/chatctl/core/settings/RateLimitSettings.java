package dev.chatctl.core.settings;

/**
 * How fast one verified user may send over all connections, or a guest over one.
 *
 * @param messagesPerSecond {@link #UNLIMITED} for no limit
 * @param burst how many messages at once after a pause
 */
public record RateLimitSettings(int messagesPerSecond, int burst) {
  public static final int UNLIMITED = 0;

  /** More than anybody types, and little enough that one client cannot use up a quota. */
  private static final int DEFAULT_RATE = 20;

  private static final int MAX_RATE = 10_000;

  static RateLimitSettings read(EnvironmentReader env) {
    int rate = env.integer("MESSAGES_PER_SECOND", DEFAULT_RATE, UNLIMITED, MAX_RATE);
    int burst = env.integer("MESSAGE_BURST", Math.max(1, 2 * rate), 1, 2 * MAX_RATE);
    return new RateLimitSettings(rate, burst);
  }
}
