package dev.chatctl.loadtest.consistency;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What the checks found.
 *
 * @param counts how often each kind of violation was found
 * @param violations of each kind those with the shortest histories
 */
public record Judgement(Map<String, Integer> counts, List<Violation> violations) {
  private static final int SHOWN_OF_A_KIND = 3;

  public static Judgement of(History history) {
    Map<String, List<Violation>> kinds =
        Check.ALL.stream()
            .flatMap(check -> check.violations(history))
            .collect(groupingBy(Violation::kind, TreeMap::new, toList()));
    Map<String, Integer> counts = new LinkedHashMap<>();
    kinds.forEach((kind, all) -> counts.put(kind, all.size()));
    return new Judgement(
        counts,
        kinds.values().stream()
            .flatMap(
                all ->
                    all.stream()
                        .sorted(
                            Comparator.<Violation>comparingInt(each -> each.history().size())
                                .thenComparingLong(each -> each.history().getLast().at()))
                        .limit(SHOWN_OF_A_KIND))
            .toList());
  }

  /** Whether what is right eventually is right now. */
  public static boolean isAtRest(History history) {
    return Stream.of(new CountsAreRows(), new SessionsEnd())
        .flatMap(check -> check.violations(history))
        .findAny()
        .isEmpty();
  }

  public boolean isClean() {
    return violations.isEmpty();
  }
}
