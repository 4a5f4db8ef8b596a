package dev.chatctl.loadtest.plan;

import dev.chatctl.description.Variables;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/** What the names in a description stand for, for one client. Not thread-safe. */
public final class ClientVariables implements Variables {
  /** Shorter ones are no secrets, and may stand anywhere. */
  private static final int SHORTEST_SECRET = 6;

  private final Chats chats;
  private final String run;
  private final int index;
  private final Optional<String> room;
  private final Map<String, String> session;
  private final Map<String, String> got = new HashMap<>();

  /**
   * Of a client.
   *
   * @param index its number among all connections of the run
   * @param session values that it brought, which come before the feeder's
   */
  ClientVariables(
      Chats chats, String run, int index, Optional<String> room, Map<String, String> session) {
    this.chats = chats;
    this.run = run;
    this.index = index;
    this.room = room;
    this.session = session;
  }

  @Override
  public Optional<String> value(String name) {
    return switch (name) {
      case "room" -> room;
      case "run" -> Optional.of(run);
      case "index" -> Optional.of(String.valueOf(index));
      case "uuid" -> Optional.of(UUID.randomUUID().toString());
      case "now.iso" -> Optional.of(Instant.ofEpochMilli(now()).toString());
      case "now.ms" -> Optional.of(String.valueOf(now()));
      default ->
          Optional.ofNullable(got.get(name))
              .or(() -> brought(name))
              .or(() -> chats.value(index, name));
    };
  }

  private Optional<String> brought(String name) {
    return name.startsWith(Chats.CLIENT)
        ? Optional.ofNullable(session.get(name.substring(Chats.CLIENT.length())))
        : Optional.empty();
  }

  private static long now() {
    return Clock.systemUTC().millis();
  }

  /** Keeps what was found on opening, as {@code ${got.NAME}}. */
  public void keep(String name, String value) {
    got.put("got." + name, value);
  }

  /** What somebody said, without what may be this client's secrets. */
  public String redact(String text) {
    String redacted = text;
    Stream<String> secrets =
        Stream.of(
                chats.token().stream(),
                chats.environment().values().stream(),
                got.values().stream(),
                session.values().stream(),
                row().stream())
            .flatMap(values -> values);
    for (String secret : (Iterable<String>) secrets::iterator) {
      redacted =
          secret.length() < SHORTEST_SECRET ? redacted : redacted.replace(secret, "(secret)");
    }
    return redacted;
  }

  private List<String> row() {
    List<Map<String, String>> rows = chats.feeder().rows();
    return rows.isEmpty() ? List.of() : List.copyOf(rows.get(index % rows.size()).values());
  }
}
