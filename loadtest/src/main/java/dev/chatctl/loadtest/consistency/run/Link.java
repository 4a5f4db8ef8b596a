package dev.chatctl.loadtest.consistency.run;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chatctl.loadtest.consistency.Seen;
import dev.chatctl.loadtest.consistency.Span;
import dev.chatctl.loadtest.consistency.Stay;
import dev.chatctl.loadtest.consistency.Stays;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A client's connections, one after the other. Used by one thread. */
final class Link {
  private static final long RETRY_MILLIS = 300;

  private final Identity identity;
  private final CheckedChat chat;
  private final HttpClient http;
  private final Recorder recorder;
  private ChatSocket.@Nullable Opened connection;
  private int sockets;
  private String author = "";
  private volatile @Nullable Place live;

  /** A member's identity, and where it is. */
  record Identity(String client, String user, String idPrefix, String room) {}

  Link(Identity identity, CheckedChat chat, HttpClient http, Recorder recorder) {
    this.identity = identity;
    this.chat = chat;
    this.http = http;
    this.recorder = recorder;
  }

  Identity identity() {
    return identity;
  }

  Recorder recorder() {
    return recorder;
  }

  /** Who says what is said now: the user, or for a guest the connection. */
  String author() {
    return author;
  }

  /** Where the last message that was heard live says to go on from. */
  Optional<Place> live() {
    return Optional.ofNullable(live);
  }

  /** The connection, if it is open. */
  Optional<ChatSocket.Opened> current() {
    return Optional.ofNullable(connection).filter(ChatSocket.Opened::isOpen);
  }

  /** What the connection is called. */
  String socket() {
    return Stays.socket(identity.client(), sockets);
  }

  /** Sees to it that there is a connection. */
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

  /** The message in a frame. */
  static Seen seen(JsonNode json) {
    return new Seen(
        json.path("id").asText(),
        json.path("sequence").asLong(),
        json.path("sender").path("name").asText(),
        json.path("client_message_id").asText(),
        json.path("text").asText());
  }

  /** One answer, or nothing if there is none. */
  Optional<JsonNode> ask(JsonNode request) throws InterruptedException {
    Optional<ChatSocket.Opened> open = current();
    if (open.isEmpty()) {
      return Optional.empty();
    }
    open.get().ask(request);
    return open.get().answer();
  }

  /** Ends the connection as clients do. */
  void leave() throws InterruptedException {
    if (current().isPresent()) {
      current().get().close();
    }
  }

  /** Ends it without a word. */
  void cut() {
    current().ifPresent(ChatSocket.Opened::cut);
  }
}
