package dev.chatctl.local.queue;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A standard queue of SQS, in memory. Whoever takes a message hides it until they delete it or its
 * time is over; one that was taken too often goes to the dead letters. Thread-safe.
 *
 * <p>AWS: of the messages that wait, those of groups with few under way come first (fair queues).
 */
public final class LocalQueue {
  private final String name;
  private final Duration visibility;
  private final int mostReceives;
  private final Optional<LocalQueue> deadLetters;
  private final InstantSource clock;
  private final Map<String, Entry> entries = new LinkedHashMap<>();
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();

  /**
   * What was sent.
   *
   * @param group whose backlog it belongs to
   */
  public record Job(String id, String group, String body) {}

  /**
   * How many there are.
   *
   * @param oldest when the first of them was sent
   */
  public record Counts(long waiting, long taken, Optional<Instant> oldest) {}

  private static final class Entry {
    private final Job job;
    private final Instant sentAt;
    private Instant hiddenUntil = Instant.MIN;
    private int receives;

    Entry(Job job, Instant sentAt) {
      this.job = job;
      this.sentAt = sentAt;
    }
  }

  private LocalQueue(
      String name,
      Duration visibility,
      int mostReceives,
      Optional<LocalQueue> deadLetters,
      InstantSource clock) {
    this.name = name;
    this.visibility = visibility;
    this.mostReceives = mostReceives;
    this.deadLetters = deadLetters;
    this.clock = clock;
  }

  /**
   * An empty queue, with another for dead letters.
   *
   * @param visibility how long a taken message is hidden
   * @param mostReceives how often one may be taken
   */
  public static LocalQueue of(
      String name, Duration visibility, int mostReceives, InstantSource clock) {
    // AWS: what a queue of its own has unless it is told, 30 seconds and no dead letters.
    var dead =
        new LocalQueue(
            name + "-dead-letters",
            Duration.ofSeconds(30),
            Integer.MAX_VALUE,
            Optional.empty(),
            clock);
    return new LocalQueue(name, visibility, mostReceives, Optional.of(dead), clock);
  }

  public String name() {
    return name;
  }

  public Optional<LocalQueue> deadLetters() {
    return deadLetters;
  }

  /** Puts a message in, and returns its id. */
  public String send(String group, String body) {
    String id = UUID.randomUUID().toString();
    put(new Job(id, group, body));
    return id;
  }

  /** Takes a message; waits for one if there is none, but not longer than this. */
  public Optional<Job> receive(Duration wait) throws InterruptedException {
    Instant end = clock.instant().plus(wait);
    lock.lockInterruptibly();
    try {
      while (true) {
        Instant now = clock.instant();
        Optional<Entry> next = next(now);
        if (next.isPresent()) {
          next.get().receives++;
          next.get().hiddenUntil = now.plus(visibility);
          return Optional.of(next.get().job);
        }
        Instant until =
            entries.values().stream()
                .map(entry -> entry.hiddenUntil)
                .min(Comparator.naturalOrder())
                .filter(shown -> shown.isBefore(end))
                .orElse(end);
        if (!now.isBefore(end)) {
          return Optional.empty();
        }
        var unused =
            changed.await(
                Math.max(1, Duration.between(now, until).toMillis()), TimeUnit.MILLISECONDS);
      }
    } finally {
      lock.unlock();
    }
  }

  /** Removes a message that is done. */
  public void delete(Job job) {
    lock.lock();
    try {
      entries.remove(job.id());
    } finally {
      lock.unlock();
    }
  }

  public Counts counts() {
    lock.lock();
    try {
      Instant now = clock.instant();
      long taken = entries.values().stream().filter(entry -> isHidden(entry, now)).count();
      return new Counts(
          entries.size() - taken,
          taken,
          entries.values().stream().map(entry -> entry.sentAt).min(Comparator.naturalOrder()));
    } finally {
      lock.unlock();
    }
  }

  private void put(Job job) {
    lock.lock();
    try {
      entries.put(job.id(), new Entry(job, clock.instant()));
      changed.signal();
    } finally {
      lock.unlock();
    }
  }

  // AWS: a message is moved when somebody would take it once more than is allowed.
  private Optional<Entry> next(Instant now) {
    var underWay = new LinkedHashMap<String, Integer>();
    var waiting = new ArrayList<Entry>();
    for (Entry entry : List.copyOf(entries.values())) {
      if (isHidden(entry, now)) {
        underWay.merge(entry.job.group(), 1, Integer::sum);
      } else if (entry.receives >= mostReceives) {
        entries.remove(entry.job.id());
        deadLetters.ifPresent(dead -> dead.put(entry.job));
      } else {
        waiting.add(entry);
      }
    }
    return waiting.stream()
        .min(Comparator.comparingInt(entry -> underWay.getOrDefault(entry.job.group(), 0)));
  }

  private static boolean isHidden(Entry entry, Instant now) {
    return entry.hiddenUntil.isAfter(now);
  }
}
