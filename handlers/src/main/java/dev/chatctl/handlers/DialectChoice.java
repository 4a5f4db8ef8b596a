package dev.chatctl.handlers;

import dev.chatctl.core.wire.Dialect;
import dev.chatctl.core.wire.Dialects;
import dev.chatctl.handlers.auth.Tokens;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Which dialect a client asks for: by {@code ?dialect=}, by subprotocol, or not at all. */
sealed interface DialectChoice {
  /**
   * A dialect we speak.
   *
   * @param subprotocol the one to confirm, without which a browser drops the connection
   */
  record Chosen(Dialect dialect, Optional<String> subprotocol) implements DialectChoice {}

  record Unknown(String problem) implements DialectChoice {}

  static DialectChoice of(WebSocketEvent event, String defaultDialect) {
    List<String> offered = subprotocols(event);
    Optional<String> spoken =
        offered.stream().filter(name -> Dialects.find(name).isPresent()).findFirst();
    String name = event.query("dialect").or(() -> spoken).orElse(defaultDialect);
    Optional<Dialect> dialect = Dialects.find(name);
    if (dialect.isEmpty()) {
      return new Unknown("dialect: unknown (expected: one of " + Dialects.names() + ")");
    }
    if (spoken.isEmpty() && offered.stream().anyMatch(offer -> !Tokens.isToken(offer))) {
      return new Unknown("subprotocol: unknown (expected: one of " + Dialects.names() + ")");
    }
    return new Chosen(dialect.get(), spoken);
  }

  private static List<String> subprotocols(WebSocketEvent event) {
    return event.header("Sec-WebSocket-Protocol").stream()
        .flatMap(header -> Arrays.stream(header.split(",")))
        .map(String::strip)
        .filter(name -> !name.isEmpty())
        .toList();
  }
}
