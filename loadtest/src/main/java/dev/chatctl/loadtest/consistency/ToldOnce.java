package dev.chatctl.loadtest.consistency;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Who was in a room from before a message was first sent until it was acknowledged, and as long as
 * it may be on its way after that, heard it once; nobody hears one twice.
 */
final class ToldOnce implements Check {
  private record Told(String socket, String id) {}

  @Override
  public Stream<Violation> violations(History history) {
    return history.toldWithin().stream().flatMap(limit -> violations(history, limit.toNanos()));
  }

  private static Stream<Violation> violations(History history, long limit) {
    Map<Told, List<Hearing>> heard =
        history.hearings().stream()
            .collect(groupingBy(h -> new Told(h.socket(), h.message().id()), toList()));
    Map<String, List<Stay>> rooms = history.stays().stream().collect(groupingBy(Stay::room));
    List<Violation> found = new ArrayList<>();
    heard.values().stream()
        .filter(times -> times.size() > 1)
        .forEach(
            times ->
                found.add(Violation.of("told_twice", "heard twice", times.get(0), times.get(1))));
    for (Spoken spoken : history.spoken()) {
      spoken
          .acked()
          .ifPresent(
              sent ->
                  rooms.getOrDefault(sent.room(), List.of()).stream()
                      .filter(stay -> isDue(spoken, sent, stay, limit))
                      .filter(stay -> !heard.containsKey(told(stay, sent)))
                      .forEach(stay -> found.add(untold(sent, stay, limit))));
    }
    return found.stream();
  }

  private static boolean isDue(Spoken spoken, Sending acked, Stay stay, long limit) {
    return stay.span().from() < spoken.first().span().from()
        && stay.span().to() - limit > acked.span().to();
  }

  private static Told told(Stay stay, Sending acked) {
    return new Told(stay.socket(), acked.ack().orElseThrow().id());
  }

  private static Violation untold(Sending acked, Stay stay, long limit) {
    return Violation.of("untold", "acknowledged, and not heard by one who was there", acked, stay)
        .and(new Entry(acked.span().to() + limit, stay.socket(), "is there and has not heard"));
  }
}
