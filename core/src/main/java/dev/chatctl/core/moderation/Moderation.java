package dev.chatctl.core.moderation;

import dev.chatctl.core.aws.Futures;
import dev.chatctl.core.log.JsonLog;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import java.util.stream.Collectors;
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

  /** Whom rules forbid it in a room just now. */
  public Predicate<Origin> forbidden(ModerationRule.Kind kind, String room) {
    Instant now = clock.instant();
    List<ModerationRule> rules =
        rules().stream()
            .filter(rule -> rule.kind() == kind && rule.isInForce(now))
            .filter(rule -> rule.room().map(room::equals).orElse(true))
            .toList();
    Set<String> users =
        rules.stream().flatMap(rule -> rule.whom().user().stream()).collect(Collectors.toSet());
    List<AddressRange> ranges =
        rules.stream().flatMap(rule -> rule.whom().addresses().stream()).toList();
    return one ->
        one.user().filter(users::contains).isPresent()
            || (!ranges.isEmpty()
                && one.addresses()
                    .filter(from -> ranges.stream().anyMatch(range -> range.contains(from)))
                    .isPresent());
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
