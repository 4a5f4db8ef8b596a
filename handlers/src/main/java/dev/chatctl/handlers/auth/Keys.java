package dev.chatctl.handlers.auth;

import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.JWKSet;
import dev.chatctl.core.log.JsonLog;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Keys that others publish and replace, as they were last fetched. They are fetched again when they
 * are old, and sooner for a token that none of them fits: a stranger's forged tokens then cost a
 * fetch a second at most, and see to it that the keys are never older than that. While they cannot
 * be fetched, the old ones are good for a day. Thread-safe.
 */
final class Keys {
  private static final long FRESH = Duration.ofMinutes(5).toNanos();
  private static final long TRY_AGAIN = Duration.ofSeconds(30).toNanos();
  private static final long STALE = Duration.ofDays(1).toNanos();
  private static final long LONGEST_REST = Duration.ofSeconds(1).toNanos();
  private static final long SHORTEST_REST = Duration.ofMillis(50).toNanos();

  private final Source source;
  private final JsonLog log;
  private final NanoClock clock;
  private @Nullable JWKSet last;
  private long fetchedAt;
  private long dueAt;
  private long restUntil;

  /** Where keys are. */
  @FunctionalInterface
  interface Source {
    JWKSet fetch() throws Exception;
  }

  /** As {@link System#nanoTime}. */
  @FunctionalInterface
  interface NanoClock {
    long nanos();
  }

  Keys(Source source, JsonLog log, NanoClock clock) {
    this.source = source;
    this.log = log;
    this.clock = clock;
    this.restUntil = clock.nanos();
  }

  /**
   * The keys.
   *
   * @throws KeySourceException if there are none
   */
  synchronized JWKSet current() throws KeySourceException {
    JWKSet keys = last;
    long now = clock.nanos();
    if (keys != null && now - dueAt < 0) {
      return keys;
    }
    if (now - restUntil >= 0) {
      var unused = fetch();
    }
    keys = last;
    if (keys == null || clock.nanos() - fetchedAt > STALE) {
      throw new KeySourceException("no keys: they could not be fetched");
    }
    return keys;
  }

  /** Fetches them before they are old, unless that was done just now; whether it was. */
  synchronized boolean askAgain() {
    return clock.nanos() - restUntil >= 0 && fetch();
  }

  private boolean fetch() {
    long begun = clock.nanos();
    boolean isFetched = false;
    try {
      last = source.fetch();
      fetchedAt = clock.nanos();
      dueAt = fetchedAt + FRESH;
      isFetched = true;
    } catch (Exception e) { // whatever a network, a service or a document can be
      log.error("keys_not_fetched", e, json -> {});
      dueAt = clock.nanos() + TRY_AGAIN;
    }
    long end = clock.nanos();
    restUntil = end + Math.clamp(10 * (end - begun), SHORTEST_REST, LONGEST_REST);
    return isFetched;
  }
}
