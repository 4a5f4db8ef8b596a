package dev.chatctl.core.moderation;

import dev.chatctl.core.aws.Futures;
import dev.chatctl.core.log.JsonLog;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Whether somebody may be there and talk. Rules are read again when they are {@link #AGE} old; when
 * that fails, the last ones known still hold. Thread-safe.
 */
public final class Moderation {
  /** Within how long a rule is known everywhere. */
  public static final Duration AGE = Duration.ofSeconds(2);

  private final ModerationTable table;
  private final JsonLog log;
  private final InstantSource clock;
  private final ReentrantLock reading = new ReentrantLock();
  private volatile @Nullable Known known;

  private record Known(List<ModerationRule> rules, Instant at) {}

  public Moderation(ModerationTable table, JsonLog log, InstantSource clock) {
    this.table = table;
    this.log = log;
    this.clock = clock;
  }

  /**
   * Whether a rule forbids it.
   *
   * @param address what the gateway says
   */
  public boolean forbids(
      ModerationRule.Kind kind, Optional<String> user, String address, String room) {
    List<ModerationRule> rules = rules();
    if (rules.isEmpty()) {
      return false;
    }
    Optional<AddressRange> from = AddressRange.read(address);
    Instant now = clock.instant();
    return rules.stream().anyMatch(rule -> rule.applies(kind, user, from, room, now));
  }

  private List<ModerationRule> rules() {
    Known last = known;
    // One asks for all; who has something to go by does not wait.
    if (last != null && (isFresh(last) || !reading.tryLock())) {
      return last.rules();
    }
    if (last == null) {
      reading.lock();
    }
    try {
      Known current = known;
      if (current == null || !isFresh(current)) {
        current = read(current);
        known = current;
      }
      return current.rules();
    } finally {
      reading.unlock();
    }
  }

  private boolean isFresh(Known rules) {
    return clock.instant().isBefore(rules.at().plus(AGE));
  }

  private Known read(@Nullable Known last) {
    try {
      return new Known(Futures.await(table.rules()), clock.instant());
    } catch (SdkException e) {
      if (last == null) {
        throw e;
      }
      log.error("rules_unread", e, json -> {});
      return new Known(last.rules(), clock.instant());
    }
  }
}
