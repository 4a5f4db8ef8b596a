package dev.chatctl.loadtest.stats;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Supplier;

/** What the server said that is no delivery, by kind; of each the first is kept. */
public final class Answers {
  /** Beyond that many kinds, all others are one: a server may make up new ones for ever. */
  private static final int MOST_KINDS = 50;

  private static final String OTHERS = "others";

  private final ConcurrentMap<String, Seen> kinds = new ConcurrentHashMap<>();

  /** One more of a kind. */
  public void add(String kind, Supplier<String> example) {
    String kept = kinds.containsKey(kind) || kinds.size() < MOST_KINDS ? kind : OTHERS;
    kinds.compute(
        kept,
        (k, seen) ->
            seen == null ? new Seen(1, example.get()) : new Seen(seen.count() + 1, seen.first()));
  }

  /** All so far. */
  public Map<String, Seen> soFar() {
    return new TreeMap<>(kinds);
  }

  /** Of two processes. */
  public static Map<String, Seen> sum(Map<String, Seen> a, Map<String, Seen> b) {
    Map<String, Seen> sum = new TreeMap<>(a);
    b.forEach((kind, seen) -> sum.merge(kind, seen, Seen::plus));
    return sum;
  }
}
