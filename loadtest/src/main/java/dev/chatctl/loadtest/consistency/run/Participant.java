package dev.chatctl.loadtest.consistency.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.chatctl.loadtest.consistency.Outcome;
import dev.chatctl.loadtest.consistency.Reading;
import dev.chatctl.loadtest.consistency.Seen;
import dev.chatctl.loadtest.consistency.Sending;
import dev.chatctl.loadtest.consistency.Span;
import dev.chatctl.loadtest.consistency.Stay;
import dev.chatctl.loadtest.consistency.Stays;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A client, and one connection after the other. It keeps the position of its last history reply, as
 * docs/protocol.md says, and sends what was not answered again. Used by one thread.
 */
final class Participant {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int ATTEMPTS = 6;
  private static final long RETRY_MILLIS = 300;
  private static final int LONGEST_READING = 400;

  /** A member's identity, and where it is. */
  record Identity(String client, String user, String idPrefix, String room) {}

  /** Where to go on from; chats without positions have the ids of messages. */
  private record Place(String member, String value, long since) {}

  private final Identity identity;
  private final CheckedChat chat;
  private final HttpClient http;
  private final Recorder recorder;
  private ChatSocket.@Nullable Opened connection;
  private int sockets;
  private int said;
  private String author = "";
  private @Nullable Place kept;
  private volatile @Nullable Place live;
  private @Nullable Sending last;

  Participant(Identity identity, CheckedChat chat, HttpClient http, Recorder recorder) {
    this.identity = identity;
    this.chat = chat;
    this.http = http;
    this.recorder = recorder;
  }

  String room() {
    return identity.room();
  }

  /** Does what the script says until then, by the recorder's clock. */
  void follow(Script script, long until) throws InterruptedException {
    while (recorder.now() < until) {
      Script.Move move = script.next();
      TimeUnit.NANOSECONDS.sleep(move.pause().toNanos());
      connect();
      switch (move.step()) {
        case SAY -> say(1);
        case SAY_AT_ONCE -> say(move.size());
        case REPEAT -> repeat();
        case RESUME -> resume(move.size());
        case RESUME_FROM_LIVE -> resumeFromLive(move.size());
        case READ_BACK -> readBack(move.size(), LONGEST_READING);
        case LEAVE -> leave();
        case CUT -> current().ifPresent(ChatSocket.Opened::cut);
        case PING -> ask(JSON.createObjectNode().put("action", "ping"));
      }
      if (move.step().isDeparture()) {
        TimeUnit.NANOSECONDS.sleep(move.absence().toNanos());
        connect();
        resume(move.size());
      }
    }
  }

  private Optional<ChatSocket.Opened> current() {
    return Optional.ofNullable(connection).filter(ChatSocket.Opened::isOpen);
  }

  private String socket() {
    return Stays.socket(identity.client(), sockets);
  }

  /** Sees to it that there is a connection, and a position to resume from. */
  void connect() throws InterruptedException {
    while (current().isEmpty()) {
      sockets++;
      String name = socket();
      long from = recorder.now();
      author = identity.user();
      try {
        Optional<String> token = chat.token(identity.user());
        if (token.isEmpty()) {
          author = name; // a guest is somebody new each time
        }
        connection =
            ChatSocket.open(
                http, url(), token, json -> heard(name, json), () -> recorder.ended(name));
        recorder.connected(
            new Stay(name, author, identity.room(), new Span(recorder.now(), Span.OPEN)));
        if (!connection.isOpen()) {
          recorder.ended(name);
        }
      } catch (IOException e) {
        recorder.refused(new Stay(name, author, identity.room(), new Span(from, recorder.now())));
        TimeUnit.MILLISECONDS.sleep(RETRY_MILLIS);
        continue;
      }
      if (kept == null) {
        read(Reading.Kind.NEWEST, Optional.empty(), 20, 20);
      }
    }
  }

  private URI url() {
    String query = chat.url().getRawQuery();
    return URI.create(
        chat.url()
            + (query == null ? "?" : "&")
            + "dialect=envelope&room="
            + encoded(identity.room())
            + "&name="
            + encoded(author));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private void heard(String socket, JsonNode json) {
    Seen message = seen(json);
    recorder.heard(socket, message);
    String position = json.path("position").asText();
    live =
        position.isEmpty()
            ? new Place("after", message.id(), recorder.now())
            : new Place("after_position", position, recorder.now());
  }

  private static Seen seen(JsonNode json) {
    return new Seen(
        json.path("id").asText(),
        json.path("sequence").asLong(),
        json.path("sender").path("name").asText(),
        json.path("client_message_id").asText(),
        json.path("text").asText());
  }

  /** One answer, or nothing if there is none. */
  private Optional<JsonNode> ask(JsonNode request) throws InterruptedException {
    Optional<ChatSocket.Opened> open = current();
    if (open.isEmpty()) {
      return Optional.empty();
    }
    open.get().ask(request);
    return open.get().answer();
  }

  /** Says so many things at once; what is not answered is said again. */
  void say(int messages) throws InterruptedException {
    Map<String, String> texts = new LinkedHashMap<>();
    for (int i = 0; i < messages; i++) {
      said++;
      texts.put(identity.idPrefix() + said, "%s says %d".formatted(identity.client(), said));
    }
    Map<String, String> open = texts;
    for (int attempt = 0; attempt < ATTEMPTS && !open.isEmpty(); attempt++) {
      if (attempt > 0) {
        TimeUnit.MILLISECONDS.sleep(RETRY_MILLIS);
        String before = author;
        connect();
        if (!author.equals(before)) {
          return; // a guest who comes back is somebody else, and would say it twice
        }
      }
      open = attempt(open);
    }
  }

  private void repeat() throws InterruptedException {
    Sending again = last;
    if (again != null && again.author().equals(author)) {
      attempt(Map.of(again.clientId(), again.text()));
    }
  }

  /** Sends each once and returns those of which it is unknown what became of them. */
  private Map<String, String> attempt(Map<String, String> texts) throws InterruptedException {
    Optional<ChatSocket.Opened> open = current();
    Map<String, String> unknown = new LinkedHashMap<>(texts);
    if (open.isEmpty()) {
      return unknown;
    }
    Map<String, Long> from = new LinkedHashMap<>();
    for (Map.Entry<String, String> each : texts.entrySet()) {
      from.put(each.getKey(), recorder.now());
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
            socket(),
            author,
            identity.room(),
            id,
            texts.getOrDefault(id, ""),
            new Span(from.getOrDefault(id, 0L), recorder.now()),
            outcome,
            ack);
    recorder.sent(sending);
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

  /** Reads what it may have missed; whether it came to the end. */
  boolean resume(int pageSize) throws InterruptedException {
    Place from = kept;
    return from == null // nothing was said yet, where there are no positions
        || read(Reading.Kind.RESUME, Optional.of(from), pageSize, Integer.MAX_VALUE);
  }

  private void resumeFromLive(int pageSize) throws InterruptedException {
    Place from = live;
    if (from != null) {
      Place before = kept;
      read(Reading.Kind.RESUME, Optional.of(from), pageSize, Integer.MAX_VALUE);
      kept = before; // which is good whatever happens
    }
  }

  /** Reads the history back, so many messages at most; whether it came to the end. */
  boolean readBack(int pageSize, int most) throws InterruptedException {
    return read(Reading.Kind.BACK, Optional.empty(), pageSize, most);
  }

  private boolean read(Reading.Kind kind, Optional<Place> begin, int pageSize, int most)
      throws InterruptedException {
    String reader = socket();
    long from = recorder.now();
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
        position.ifPresent(place -> kept = place);
        next = position;
        whole = kind == Reading.Kind.NEWEST || !end.get().has("after") || messages.size() == before;
      }
    }
    recorder.read(
        new Reading(
            reader,
            identity.room(),
            kind,
            begin.map(Place::since).orElse(from),
            new Span(from, recorder.now()),
            messages,
            whole,
            recovered));
    return whole;
  }

  private Optional<Place> place(JsonNode frame, String member, String request) {
    return frame.hasNonNull(member)
        ? Optional.of(new Place(request, frame.path(member).asText(), recorder.now()))
        : Optional.empty();
  }

  private Place after(String id) {
    return new Place("after", id, recorder.now());
  }

  /** Adds one reply's messages; its last frame, or nothing if the reply is not whole. */
  private Optional<JsonNode> page(ObjectNode request, List<Seen> messages)
      throws InterruptedException {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      List<Seen> page = new ArrayList<>();
      Optional<JsonNode> frame = ask(request);
      while (frame.isPresent() && frame.get().path("type").asText().equals("history")) {
        frame.get().path("messages").forEach(message -> page.add(seen(message)));
        if (!frame.get().path("more").asBoolean()) {
          messages.addAll(page);
          return frame;
        }
        frame = current().isPresent() ? current().get().answer() : Optional.empty();
      }
      if (frame.isEmpty() || !page.isEmpty()) {
        break;
      }
      TimeUnit.MILLISECONDS.sleep(RETRY_MILLIS);
    }
    // What may still come of it is not to be taken for something else.
    current().ifPresent(ChatSocket.Opened::cut);
    return Optional.empty();
  }

  void leave() throws InterruptedException {
    if (current().isPresent()) {
      current().get().close();
    }
  }
}
