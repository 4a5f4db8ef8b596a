package dev.chatctl.loadtest.consistency;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a client read of the history: replies to one request and those that went on from it.
 *
 * @param since when the client got the position that it resumes from
 * @param whole whether it came to the end of what there is
 */
public record Reading(
    String socket,
    String room,
    Kind kind,
    long since,
    Span span,
    List<Seen> messages,
    boolean whole,
    boolean recovered)
    implements Observation {

  /** From where. */
  public enum Kind {
    /** The newest messages, and where to resume; the first thing that a client asks. */
    NEWEST,
    /** From a position on. */
    RESUME,
    /** From the newest message back. */
    BACK
  }

  public Reading {
    messages = List.copyOf(messages);
  }

  /** The client whose socket it is. */
  String client() {
    return Stays.client(socket);
  }

  Set<String> ids() {
    return messages.stream().map(Seen::id).collect(Collectors.toSet());
  }

  /** Whether a message of that id lies in what was read, if it was there. */
  boolean covers(String id) {
    if (whole) {
      return kind != Kind.NEWEST;
    }
    if (messages.isEmpty()) {
      return false;
    }
    int beyond = id.compareTo(messages.getLast().id());
    return kind == Kind.RESUME ? beyond <= 0 : beyond >= 0;
  }

  @Override
  public List<Entry> entries() {
    String what =
        kind == Kind.RESUME
            ? "resumes from the position it got at %.3f s".formatted(since / 1e9)
            : "asks for history, " + kind.name().toLowerCase(Locale.ROOT);
    return List.of(
        new Entry(span.from(), socket, what),
        new Entry(
            span.to(),
            socket,
            "has read %d messages%s%s"
                .formatted(
                    messages.size(),
                    messages.isEmpty()
                        ? ""
                        : " from %s to %s"
                            .formatted(messages.getFirst().id(), messages.getLast().id()),
                    recovered ? "" : ", recovered: false")));
  }
}
