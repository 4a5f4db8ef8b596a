package dev.chatctl.admin.logs;

import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.PriorityQueue;

/** Several logs, each in order of time, as one. Holds one line of each. */
final class Merge implements Iterator<LogLine> {
  private final PriorityQueue<Head> heads =
      new PriorityQueue<>(Comparator.comparing(Head::line, LogLine.BY_TIME));

  private record Head(LogLine line, Iterator<LogLine> rest) {}

  Merge(List<Iterator<LogLine>> logs) {
    logs.forEach(this::add);
  }

  @Override
  public boolean hasNext() {
    return !heads.isEmpty();
  }

  @Override
  public LogLine next() {
    Head first = heads.poll();
    if (first == null) {
      throw new NoSuchElementException();
    }
    add(first.rest());
    return first.line();
  }

  private void add(Iterator<LogLine> rest) {
    if (rest.hasNext()) {
      heads.add(new Head(rest.next(), rest));
    }
  }
}
