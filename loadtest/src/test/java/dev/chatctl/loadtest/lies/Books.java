package dev.chatctl.loadtest.lies;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What the server has really done, for each listener and each message. Kept by its desk. */
final class Books {
  /** How a listener's last connection ended, if it has no other. */
  private enum Away {
    NEVER_CAME,
    CUT,
    LEFT
  }

  /**
   * One message, and who was to be told.
   *
   * @param present listeners with a connection when it came
   * @param excused listeners who had closed theirs by then
   */
  private record Entry(Post post, Set<String> present, Set<String> excused) {}

  private final List<String> listeners;
  private final Map<String, Entry> entries = new LinkedHashMap<>();
  private final Map<String, Map<String, List<Long>>> told = new HashMap<>();
  private final Map<String, Integer> highest = new HashMap<>();
  private final Map<String, Away> away = new HashMap<>();
  private final Map<Integer, Integer> cuts = new TreeMap<>();
  private final Map<Integer, Integer> refused = new TreeMap<>();
  private final Map<String, Integer> errors = new TreeMap<>();
  private int dropped;
  private int doubled;
  private int reordered;
  private int unasked;

  Books(List<String> listeners) {
    this.listeners = List.copyOf(listeners);
    listeners.forEach(name -> told.put(name, new HashMap<>()));
    listeners.forEach(name -> away.put(name, Away.NEVER_CAME));
  }

  void refused(int status) {
    refused.merge(status, 1, Integer::sum);
  }

  void posted(Post post, Set<String> present) {
    Set<String> excused = new HashSet<>(listeners);
    excused.removeAll(present);
    excused.removeIf(name -> away.get(name) != Away.LEFT);
    entries.put(post.mark(), new Entry(post, Set.copyOf(present), excused));
  }

  void error(String code) {
    errors.merge(code, 1, Integer::sum);
  }

  /**
   * A listener is to be told something so many times. A copy that comes after it has gone counts:
   * it was told to stay until then.
   */
  void decided(int times) {
    dropped += times == 0 ? 1 : 0;
    doubled += Math.max(0, times - 1);
  }

  /** A message was written to a connection of a listener. */
  void told(String listener, Post post) {
    List<Long> before =
        told.getOrDefault(listener, new HashMap<>())
            .computeIfAbsent(post.mark(), mark -> new ArrayList<>());
    before.add(System.nanoTime() - post.nanos());
    if (before.size() > 1) {
      return;
    }
    if (post.sequence() < highest.getOrDefault(listener, -1)) {
      reordered++;
    } else {
      highest.put(listener, post.sequence());
    }
  }

  void unasked() {
    unasked++;
  }

  void cut(String listener, int code) {
    cuts.merge(code, 1, Integer::sum);
    away.put(listener, Away.CUT);
  }

  void left(String listener) {
    away.put(listener, Away.LEFT);
  }

  /** Messages that a listener has not been told. */
  List<Post> missing(String listener) {
    return entries.values().stream()
        .map(Entry::post)
        .filter(post -> !told.getOrDefault(listener, Map.of()).containsKey(post.mark()))
        .toList();
  }

  /** The sum of it all, by the rules of an honest account. */
  Truth truth(long deadlineNanos) {
    int received = 0;
    int late = 0;
    int excused = 0;
    long longest = 0;
    for (Entry entry : entries.values()) {
      for (String listener : listeners) {
        List<Long> times = told.getOrDefault(listener, Map.of()).get(entry.post().mark());
        if (times == null) {
          excused += entry.excused().contains(listener) ? 1 : 0;
        } else if (times.getFirst() > deadlineNanos) {
          late++;
        } else {
          received++;
        }
        longest = Math.max(longest, times == null ? 0 : times.getFirst());
      }
    }
    int expected = entries.size() * listeners.size();
    return new Truth(
        expected,
        received,
        late,
        expected - received - late - excused,
        excused,
        new Truth.Oddities(dropped, doubled, reordered, unasked, longest / 1e6),
        Map.copyOf(cuts),
        Map.copyOf(refused),
        Map.copyOf(errors));
  }
}
