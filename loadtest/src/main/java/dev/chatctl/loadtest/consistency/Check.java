package dev.chatctl.loadtest.consistency;

import java.util.List;
import java.util.stream.Stream;

/** One promise. */
@FunctionalInterface
public interface Check {
  List<Check> ALL =
      List.of(
          new StoredOnce(),
          new ToldOnce(),
          new NothingMissed(),
          new OneOrder(),
          new CountsAreRows(),
          new SessionsEnd());

  /** Where the history breaks it. */
  Stream<Violation> violations(History history);
}
