package dev.chatctl.description;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.function.UnaryOperator;

/**
 * What may be done to a value before it is put into a frame, {@code ${name|json}}. Values are
 * strings of bytes here: each character is one, and text is its UTF-8.
 */
enum Escaping {
  /** As it stands between the quotes of a JSON string; twice for JSON within JSON. */
  JSON(bytes -> new String(JsonStringEncoder.getInstance().quoteAsString(bytes))),
  /** As in a query. */
  URL(bytes -> URLEncoder.encode(bytes, StandardCharsets.ISO_8859_1).replace("+", "%20")),
  BASE64(bytes -> Base64.getEncoder().encodeToString(bytes.getBytes(StandardCharsets.ISO_8859_1))),
  /** Instead of the value the number of its bytes, as a decimal. */
  LENGTH(bytes -> Integer.toString(bytes.length())),
  /** The same as one byte, for a binary frame. */
  LENGTH8(bytes -> number(bytes.length(), 1)),
  /** As two bytes, the higher first. */
  LENGTH16(bytes -> number(bytes.length(), 2)),
  /** As four bytes, the highest first. */
  LENGTH32(bytes -> number(bytes.length(), 4));

  @SuppressWarnings("ImmutableEnumChecker") // functions of their argument only
  private final UnaryOperator<String> function;

  Escaping(UnaryOperator<String> function) {
    this.function = function;
  }

  String apply(String bytes) {
    return function.apply(bytes);
  }

  /** As it is written in a template. */
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  private static String number(int value, int bytes) {
    StringBuilder text = new StringBuilder();
    for (int i = bytes - 1; i >= 0; i--) {
      text.append((char) ((value >>> (8 * i)) & 0xff));
    }
    return text.toString();
  }
}
