package dev.chatctl.handlers.auth;

import dev.chatctl.core.json.JsonObject;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Where clients put a token: in the Authorization header, in the query as {@code token} or {@code
 * Authorization}, or among the subprotocols, which is the only header a browser can set.
 */
public final class Tokens {
  private static final Pattern JWT = Pattern.compile("[\\w-]+\\.[\\w-]+\\.[\\w-]*");
  private static final String BEARER = "bearer ";

  private Tokens() {}

  static Optional<String> find(JsonObject headers, JsonObject query) {
    return Stream.of(
            header(headers, "Authorization").map(Tokens::withoutScheme),
            query.string("token").map(Tokens::withoutScheme),
            query.string("Authorization").map(Tokens::withoutScheme),
            header(headers, "Sec-WebSocket-Protocol").flatMap(Tokens::amongSubprotocols))
        .flatMap(Optional::stream)
        .findFirst();
  }

  /** Whether a subprotocol is a token rather than a protocol. */
  public static boolean isToken(String subprotocol) {
    return JWT.matcher(subprotocol).matches();
  }

  /** A header; AWS: names come in the case the client sent them. */
  public static Optional<String> header(JsonObject headers, String name) {
    for (String present : headers.names()) {
      if (present.equalsIgnoreCase(name)) {
        return headers.string(present);
      }
    }
    return Optional.empty();
  }

  private static Optional<String> amongSubprotocols(String header) {
    return Arrays.stream(header.split(",")).map(String::strip).filter(Tokens::isToken).findFirst();
  }

  private static String withoutScheme(String value) {
    String text = value.strip();
    return text.toLowerCase(Locale.ROOT).startsWith(BEARER)
        ? text.substring(BEARER.length()).strip()
        : text;
  }
}
