package dev.chatctl.core.settings;

import java.time.Duration;
import java.util.Optional;

/**
 * How a message is spread.
 *
 * @param concurrency posts in flight at most
 * @param postsPerSecond this process's part of the account's quota; empty for no limit
 * @param inlineLimit up to how many members a room is posted to at once by whoever handles the
 *     message
 * @param slowFor how long a connection may refuse what it is sent before it is dropped; zero for
 *     ever
 * @param queueUrl where jobs for larger rooms go; empty to post to every room inline
 */
public record FanOutSettings(
    int concurrency,
    Optional<Integer> postsPerSecond,
    int inlineLimit,
    Duration slowFor,
    Optional<String> queueUrl) {

  // AWS: a function has 1,024 file descriptors.
  private static final int DEFAULT_CONCURRENCY = 500;
  // As many as one shard holds: about a second of posting, in one function.
  public static final int DEFAULT_INLINE_LIMIT = 2_000;
  // AWS: an account may make 10,000 requests a second, posts to connections among them. Without the
  // reserve of 30 % this is the part of one of the ten fan-out workers that Terraform lets run.
  public static final int DEFAULT_RATE = 700;
  // Longer than a phone takes from one network to the next.
  private static final int DEFAULT_SLOW_SECONDS = 30;
  private static final int UNLIMITED = 0;

  /**
   * How many recipients are under way at once: no more than may be posted to in a second, so that
   * none waits longer than that for its turn, with a deadline passing meanwhile.
   */
  public int lanes() {
    return postsPerSecond.map(rate -> Math.min(rate, concurrency)).orElse(concurrency);
  }

  static FanOutSettings read(EnvironmentReader env) {
    int rate = env.integer("POSTS_PER_SECOND", DEFAULT_RATE, UNLIMITED, 1_000_000);
    return new FanOutSettings(
        env.integer("POST_CONCURRENCY", DEFAULT_CONCURRENCY, 1, 1_000),
        rate == UNLIMITED ? Optional.empty() : Optional.of(rate),
        env.integer("FAN_OUT_INLINE_LIMIT", DEFAULT_INLINE_LIMIT, 0, 1_000_000),
        Duration.ofSeconds(env.integer("SLOW_CONSUMER_SECONDS", DEFAULT_SLOW_SECONDS, 0, 7_200)),
        env.httpUri("FAN_OUT_QUEUE_URL").map(Object::toString));
  }
}
