package dev.chatctl.loadtest.consistency;

import static java.util.stream.Collectors.groupingBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Each connection has a session, which is closed if the connection is, and only then. A handshake
 * that failed may have left one open.
 */
final class SessionsEnd implements Check {
  @Override
  public Stream<Violation> violations(History history) {
    return history.facts().stream().flatMap(facts -> violations(history, facts));
  }

  private static Stream<Violation> violations(History history, Facts facts) {
    List<Violation> found = new ArrayList<>();
    Map<String, List<Facts.Session>> sessions =
        facts.sessions().stream().collect(groupingBy(Facts.Session::author));
    Map<String, List<Stay>> authors = history.stays().stream().collect(groupingBy(Stay::author));
    authors.forEach(
        (author, stays) -> {
          List<Facts.Session> known = sessions.getOrDefault(author, List.of());
          long open = known.stream().filter(session -> !session.closed()).count();
          long connected = stays.stream().filter(Stay::isOpen).count();
          long refused =
              history.refused().stream().filter(stay -> stay.author().equals(author)).count();
          String seen =
              "%d connections, %d open; %d sessions, %d open"
                  .formatted(stays.size(), connected, known.size(), open);
          if (known.size() < stays.size()) {
            found.add(violation("session_missing", stays, seen));
          } else if (open > connected + refused) {
            found.add(violation("session_open", stays, seen));
          } else if (open < connected) {
            found.add(violation("session_closed", stays, seen));
          }
        });
    return found.stream();
  }

  private static Violation violation(String kind, List<Stay> stays, String seen) {
    return Violation.of(kind, stays.getFirst().author() + ": " + seen, stays.getLast())
        .and(new Entry(Span.OPEN, "table", seen));
  }
}
