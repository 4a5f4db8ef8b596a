package dev.chatctl.loadtest.consistency.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.chatctl.loadtest.consistency.Outcome;
import dev.chatctl.loadtest.consistency.Sending;
import dev.chatctl.loadtest.consistency.Span;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Says things, and what was not answered again. Used by one thread. */
final class Talker {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int ATTEMPTS = 6;
  private static final long RETRY_MILLIS = 300;

  private final Link link;
  private int said;
  private @Nullable Sending last;

  Talker(Link link) {
    this.link = link;
  }

  /** Says so many things at once; what is not answered is said again. */
  void say(int messages) throws InterruptedException {
    Map<String, String> texts = new LinkedHashMap<>();
    for (int i = 0; i < messages; i++) {
      said++;
      texts.put(
          link.identity().idPrefix() + said,
          "%s says %d".formatted(link.identity().client(), said));
    }
    Map<String, String> open = texts;
    for (int attempt = 0; attempt < ATTEMPTS && !open.isEmpty(); attempt++) {
      if (attempt > 0) {
        TimeUnit.MILLISECONDS.sleep(RETRY_MILLIS);
        String before = link.author();
        link.connect();
        if (!link.author().equals(before)) {
          return; // a guest who comes back is somebody else, and would say it twice
        }
      }
      open = attempt(open);
    }
  }

  /** Says the last thing once more. */
  void repeat() throws InterruptedException {
    Sending again = last;
    if (again != null && again.author().equals(link.author())) {
      attempt(Map.of(again.clientId(), again.text()));
    }
  }

  /** Sends each once and returns those of which it is unknown what became of them. */
  private Map<String, String> attempt(Map<String, String> texts) throws InterruptedException {
    Optional<ChatSocket.Opened> open = link.current();
    Map<String, String> unknown = new LinkedHashMap<>(texts);
    if (open.isEmpty()) {
      return unknown;
    }
    Map<String, Long> from = new LinkedHashMap<>();
    for (Map.Entry<String, String> each : texts.entrySet()) {
      from.put(each.getKey(), link.recorder().now());
      open.get()
          .ask(
              JSON.createObjectNode()
                  .put("action", "sendmessage")
                  .put("message", each.getValue())
                  .put("client_message_id", each.getKey()));
    }
    int waiting = texts.size();
    while (waiting-- > 0) {
      Optional<JsonNode> answer = open.get().answer();
      if (answer.isEmpty()) {
        break;
      }
      String id = answer.get().path("client_message_id").asText();
      if (from.containsKey(id)) {
        Outcome outcome = outcome(answer.get());
        record(id, texts, from, outcome, ack(answer.get()));
        from.remove(id);
        if (outcome != Outcome.UNKNOWN) {
          unknown.remove(id);
        }
      }
    }
    for (String id : List.copyOf(from.keySet())) {
      record(id, texts, from, Outcome.UNKNOWN, Optional.empty());
    }
    return unknown;
  }

  private void record(
      String id,
      Map<String, String> texts,
      Map<String, Long> from,
      Outcome outcome,
      Optional<Sending.Ack> ack) {
    var sending =
        new Sending(
            link.socket(),
            link.author(),
            link.identity().room(),
            id,
            texts.getOrDefault(id, ""),
            new Span(from.getOrDefault(id, 0L), link.recorder().now()),
            outcome,
            ack);
    link.recorder().sent(sending);
    last = sending;
  }

  private static Outcome outcome(JsonNode answer) {
    return switch (answer.path("type").asText()) {
      case "ack" -> Outcome.OK;
      case "error" ->
          answer.path("code").asText().equals("unavailable") ? Outcome.UNKNOWN : Outcome.FAIL;
      default -> Outcome.UNKNOWN;
    };
  }

  private static Optional<Sending.Ack> ack(JsonNode answer) {
    return answer.path("type").asText().equals("ack")
        ? Optional.of(
            new Sending.Ack(
                answer.path("id").asText(),
                answer.path("sequence").asLong(),
                answer.path("duplicate").asBoolean()))
        : Optional.empty();
  }
}
