package dev.chatctl.loadtest.consistency.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.chatctl.loadtest.consistency.Reading;
import dev.chatctl.loadtest.consistency.Seen;
import dev.chatctl.loadtest.consistency.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Reads a room's history, and keeps the position of its last reply, as docs/protocol.md says. Used
 * by one thread.
 */
final class PageReader {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int ATTEMPTS = 6;
  private static final long RETRY_MILLIS = 300;
  private static final int FIRST_PAGE = 20;

  private final Link link;
  private @Nullable Place kept;

  PageReader(Link link) {
    this.link = link;
  }

  /** Sees to it that there is a position to resume from. */
  void begin() throws InterruptedException {
    if (kept == null) {
      read(Reading.Kind.NEWEST, Optional.empty(), FIRST_PAGE, FIRST_PAGE);
    }
  }

  /** Reads what it may have missed; whether it came to the end. */
  boolean resume(int pageSize) throws InterruptedException {
    Place from = kept;
    return from == null // nothing was said yet, where there are no positions
        || read(Reading.Kind.RESUME, Optional.of(from), pageSize, Integer.MAX_VALUE);
  }

  /** The same from what was heard live. */
  void resumeFromLive(int pageSize) throws InterruptedException {
    Optional<Place> from = link.live();
    if (from.isPresent()) {
      Place before = kept;
      read(Reading.Kind.RESUME, from, pageSize, Integer.MAX_VALUE);
      kept = before; // which is good whatever happens
    }
  }

  /** Reads the history back, so many messages at most; whether it came to the end. */
  boolean readBack(int pageSize, int most) throws InterruptedException {
    return read(Reading.Kind.BACK, Optional.empty(), pageSize, most);
  }

  private boolean read(Reading.Kind kind, Optional<Place> begin, int pageSize, int most)
      throws InterruptedException {
    String reader = link.socket();
    long from = link.recorder().now();
    List<Seen> messages = new ArrayList<>();
    boolean recovered = true;
    Optional<Place> next = begin;
    boolean whole = false;
    while (!whole && messages.size() < most) {
      ObjectNode request = JSON.createObjectNode().put("action", "history").put("limit", pageSize);
      next.ifPresent(place -> request.put(place.member(), place.value()));
      int before = messages.size();
      Optional<JsonNode> end = page(request, messages);
      if (end.isEmpty()) {
        break;
      }
      recovered &= end.get().path("recovered").asBoolean(true);
      if (kind == Reading.Kind.BACK) {
        next = place(end.get(), "before", "before");
        whole = next.isEmpty();
      } else {
        Optional<Place> position =
            place(end.get(), "position", "after_position")
                .or(() -> messages.stream().map(Seen::id).max(String::compareTo).map(this::after));
        whole = kind == Reading.Kind.NEWEST || !end.get().has("after") || messages.size() == before;
        if (!whole && position.map(Place::value).equals(next.map(Place::value))) {
          break; // which would have no end
        }
        position.ifPresent(place -> kept = place);
        next = position;
      }
    }
    link.recorder()
        .read(
            new Reading(
                reader,
                link.identity().room(),
                kind,
                begin.map(Place::since).orElse(from),
                new Span(from, link.recorder().now()),
                messages,
                whole,
                recovered));
    return whole;
  }

  private Optional<Place> place(JsonNode frame, String member, String request) {
    return frame.hasNonNull(member)
        ? Optional.of(new Place(request, frame.path(member).asText(), link.recorder().now()))
        : Optional.empty();
  }

  private Place after(String id) {
    return new Place("after", id, link.recorder().now());
  }

  /** Adds one reply's messages; its last frame, or nothing if the reply is not whole. */
  private Optional<JsonNode> page(ObjectNode request, List<Seen> messages)
      throws InterruptedException {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      List<Seen> page = new ArrayList<>();
      Optional<JsonNode> frame = link.ask(request);
      while (frame.isPresent() && frame.get().path("type").asText().equals("history")) {
        frame.get().path("messages").forEach(message -> page.add(Link.seen(message)));
        if (!frame.get().path("more").asBoolean()) {
          messages.addAll(page);
          return frame;
        }
        frame = link.current().isPresent() ? link.current().get().answer() : Optional.empty();
      }
      if (frame.isEmpty() || !page.isEmpty()) {
        break;
      }
      TimeUnit.MILLISECONDS.sleep(RETRY_MILLIS);
    }
    // What may still come of it is not to be taken for something else.
    link.cut();
    return Optional.empty();
  }
}
