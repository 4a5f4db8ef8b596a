package dev.chatctl.loadtest.consistency;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A message sent, once; a repetition is another with the same client id.
 *
 * @param author the sender's name: that of a user, or of a guest's one socket
 */
public record Sending(
    String socket,
    String author,
    String room,
    String clientId,
    String text,
    Span span,
    Outcome outcome,
    Optional<Ack> ack)
    implements Observation {

  /** What the sender was answered. */
  public record Ack(String id, long sequence, boolean duplicate) {}

  @Override
  public List<Entry> entries() {
    String end =
        ack.map(a -> "ok: %s, sequence %d".formatted(a.id(), a.sequence()))
            .orElseGet(() -> outcome.name().toLowerCase(Locale.ROOT));
    return List.of(
        new Entry(span.from(), socket, "sends %s, client id %s".formatted(text, clientId)),
        new Entry(span.to(), socket, "is answered for client id " + clientId + ": " + end));
  }
}
