package dev.chatctl.core.fanout;

import dev.chatctl.core.room.Recipient;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Connections that do not take what they are sent, as far as this process has seen: since when, and
 * whether they let all attempts of a broadcast pass. AWS answers 429 both for a client whose buffer
 * is full and for an account whose quota is used up; only the client goes on refusing alone.
 * Thread-safe.
 */
public final class SlowConnections {
  /** Beyond that, all is forgotten and learnt again. */
  private static final int MOST = 10_000;

  private final Duration bound;
  private final Map<String, Refusing> known = new ConcurrentHashMap<>();

  private record Refusing(Instant since, boolean isSlow) {}

  /**
   * None so far.
   *
   * @param bound how long a connection may refuse everything; zero for ever
   */
  public SlowConnections(Duration bound) {
    this.bound = bound;
  }

  /** Whether it took nothing since it last refused something. */
  boolean isRefusing(String connectionId) {
    return !known.isEmpty() && known.containsKey(connectionId);
  }

  /** Whether it let all attempts of a broadcast pass, and took nothing since. */
  boolean isSlow(String connectionId) {
    if (known.isEmpty()) { // as for nearly everybody
      return false;
    }
    Refusing refusing = known.get(connectionId);
    return refusing != null && refusing.isSlow();
  }

  /** An attempt that might succeed later did not. */
  void refused(String connectionId, Instant now) {
    if (known.size() >= MOST) {
      known.clear();
    }
    known.putIfAbsent(connectionId, new Refusing(now, false));
  }

  /** All attempts of a broadcast passed. */
  void missed(String connectionId) {
    known.computeIfPresent(connectionId, (id, was) -> new Refusing(was.since(), true));
  }

  /** It took a frame, or is no more. */
  public void forget(String connectionId) {
    if (!known.isEmpty()) {
      known.remove(connectionId);
    }
  }

  /** Which of these have refused everything for longer than they may. */
  public List<Recipient> overdue(List<Recipient> refusing, Instant now) {
    return refusing.stream().filter(one -> isOverdue(one.connectionId(), now)).toList();
  }

  private boolean isOverdue(String connectionId, Instant now) {
    Refusing refusing = known.get(connectionId);
    return refusing != null
        && refusing.isSlow()
        && !bound.isZero()
        && !refusing.since().plus(bound).isAfter(now);
  }
}
