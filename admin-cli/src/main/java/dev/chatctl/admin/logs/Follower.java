package dev.chatctl.admin.logs;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Follows one group. Each round reads again from a little before the newest line, because lines of
 * several streams arrive out of order, and drops those it remembers; every so often a round reads
 * further back, for lines that arrive very late.
 *
 * <p>Invariant: every line shown since {@code rememberedFrom} is remembered, and nothing before it
 * is read again. So nothing is shown twice; and when there are too many lines to remember for long,
 * how late a line may arrive gets shorter, which the operator is told.
 */
final class Follower {
  static final Duration OVERLAP = Duration.ofSeconds(2);
  static final Duration DEEP_OVERLAP = Duration.ofSeconds(60);
  static final Duration DEEP_EVERY = Duration.ofSeconds(10);
  static final int REMEMBERED = 50_000;

  private final GroupReader reader;
  private final Consumer<String> notices;
  private final Set<String> shown = new HashSet<>();
  private final ArrayDeque<Shown> shownByAge = new ArrayDeque<>();
  private Instant rememberedFrom;
  private Instant newest;
  private Instant nextDeep = Instant.MIN;
  private boolean told;

  private record Shown(Instant timestamp, String id) {}

  /**
   * Follows from a time on.
   *
   * @param notices hears, once, that late lines may be missed
   */
  Follower(GroupReader reader, Instant since, Consumer<String> notices) {
    this.reader = reader;
    this.rememberedFrom = since;
    this.newest = since;
    this.notices = notices;
  }

  /** What is new, read as it is asked for; ask for all of it before the next round. */
  Iterator<LogLine> poll(Instant now) {
    boolean deep = !now.isBefore(nextDeep);
    nextDeep = deep ? now.plus(DEEP_EVERY) : nextDeep;
    Instant from = newest.minus(deep ? DEEP_OVERLAP : OVERLAP);
    return new News(
        reader.lines(from.isBefore(rememberedFrom) ? rememberedFrom : from, Optional.empty()), now);
  }

  /** The lines of a round that were not shown before. */
  private final class News implements Iterator<LogLine> {
    private final Iterator<LogLine> lines;
    private final Instant now;
    private @Nullable LogLine next;

    News(Iterator<LogLine> lines, Instant now) {
      this.lines = lines;
      this.now = now;
    }

    @Override
    public boolean hasNext() {
      while (next == null && lines.hasNext()) {
        LogLine line = lines.next();
        if (shown.add(line.id())) {
          next = line;
        }
      }
      return next != null;
    }

    @Override
    public LogLine next() {
      LogLine line = hasNext() ? next : null;
      if (line == null) {
        throw new NoSuchElementException();
      }
      next = null;
      remember(line, now);
      return line;
    }
  }

  private void remember(LogLine line, Instant now) {
    shownByAge.add(new Shown(line.timestamp(), line.id()));
    // A clock that is ahead must not make us skip what the others write.
    Instant at = line.timestamp().isAfter(now) ? now : line.timestamp();
    newest = at.isAfter(newest) ? at : newest;
    forget();
  }

  private void forget() {
    Instant old = newest.minus(DEEP_OVERLAP);
    Instant young = newest.minus(OVERLAP);
    while (!shownByAge.isEmpty()) {
      Instant oldest = shownByAge.getFirst().timestamp();
      boolean tooMany = shown.size() > REMEMBERED;
      if (!oldest.isBefore(tooMany ? young : old)) {
        return;
      }
      if (tooMany && !oldest.isBefore(old)) {
        tell();
      }
      shown.remove(shownByAge.removeFirst().id());
      Instant next = oldest.plusMillis(1);
      rememberedFrom = next.isAfter(rememberedFrom) ? next : rememberedFrom;
    }
  }

  private void tell() {
    if (!told) {
      told = true;
      notices.accept(
          ("There are many lines: one that arrives more than %d s late may be missed."
                  + " --pattern makes them fewer.")
              .formatted(OVERLAP.toSeconds()));
    }
  }
}
