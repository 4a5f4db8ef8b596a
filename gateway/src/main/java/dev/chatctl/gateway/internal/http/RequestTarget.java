package dev.chatctl.gateway.internal.http;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * What a request line asks for: {@code /{stage}} or {@code /{stage}/}, where clients connect, or
 * {@code /{stage}/@connections/{id}}.
 *
 * @param stage empty, as no stage's name is, of anything else
 * @param connectionId percent-decoded; any text; null where clients connect
 */
public record RequestTarget(String stage, @Nullable String connectionId) {
  private static final RequestTarget UNKNOWN = new RequestTarget("", null);
  private static final String CONNECTIONS = "@connections/";
  private static final String ENCODED_CONNECTIONS = "%40connections/";

  /** Reads a request target in origin form; never fails. */
  public static RequestTarget parse(String uri) {
    int end = uri.indexOf('?');
    String path = end < 0 ? uri : uri.substring(0, end);
    if (path.length() < 2 || path.charAt(0) != '/') {
      return UNKNOWN;
    }
    int slash = path.indexOf('/', 1);
    if (slash < 0 || slash == path.length() - 1) {
      return new RequestTarget(path.substring(1, slash < 0 ? path.length() : slash), null);
    }
    for (String prefix : new String[] {CONNECTIONS, ENCODED_CONNECTIONS}) {
      if (path.startsWith(prefix, slash + 1)) {
        String id = path.substring(slash + 1 + prefix.length());
        return new RequestTarget(path.substring(1, slash), decode(id));
      }
    }
    return UNKNOWN;
  }

  private static String decode(String text) {
    // All that an id of ours needs, and much cheaper than what any text may need.
    String plain = text.replace("%3D", "=");
    if (plain.indexOf('%') < 0) {
      return plain;
    }
    try {
      // A plus is a plus in a path.
      return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException badEscape) {
      return text;
    }
  }
}
