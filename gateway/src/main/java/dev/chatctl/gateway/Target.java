package dev.chatctl.gateway;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;

/** What a request line asks for. */
sealed interface Target {
  /**
   * {@code /{stage}/@connections/{id}}.
   *
   * @param id percent-decoded; any text
   */
  record ConnectionTarget(String stage, String id) implements Target {}

  /** {@code /{stage}} or {@code /{stage}/}: where clients connect. */
  record StageTarget(String stage) implements Target {}

  /** Anything else. */
  record Unknown() implements Target {}

  String CONNECTIONS = "@connections/";
  String ENCODED_CONNECTIONS = "%40connections/";

  /** Reads a request target in origin form; never fails. */
  static Target parse(String uri) {
    int end = uri.indexOf('?');
    String path = end < 0 ? uri : uri.substring(0, end);
    if (path.length() < 2 || path.charAt(0) != '/') {
      return new Unknown();
    }
    int slash = path.indexOf('/', 1);
    if (slash < 0 || slash == path.length() - 1) {
      return new StageTarget(slash < 0 ? path.substring(1) : path.substring(1, slash));
    }
    String stage = path.substring(1, slash);
    for (String prefix : new String[] {CONNECTIONS, ENCODED_CONNECTIONS}) {
      if (path.startsWith(prefix, slash + 1)) {
        return new ConnectionTarget(stage, decode(path.substring(slash + 1 + prefix.length())));
      }
    }
    return new Unknown();
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
