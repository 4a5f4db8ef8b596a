package dev.chatctl.loadtest.project;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Files with places for values, {@code @name@}: versions of libraries, as this build has them, and
 * others.
 */
record Template(Map<String, String> values) {
  private static final Pattern PLACE = Pattern.compile("@([a-z-]+)@");

  /** With the versions of libraries. */
  static Template ofThisBuild() throws IOException {
    Properties versions = new Properties();
    try (InputStream in = resource("versions.properties")) {
      versions.load(in);
    }
    Map<String, String> values = new HashMap<>();
    versions.forEach((name, version) -> values.put((String) name, (String) version));
    return new Template(values);
  }

  private static InputStream resource(String name) {
    return Objects.requireNonNull(Template.class.getResourceAsStream(name), name);
  }

  /** With one more. */
  Template with(String name, String value) {
    Map<String, String> more = new HashMap<>(values);
    more.put(name, value);
    return new Template(more);
  }

  /** A file with its values. */
  String text(String name) throws IOException {
    try (InputStream in = resource(name)) {
      return PLACE
          .matcher(new String(in.readAllBytes(), StandardCharsets.UTF_8))
          .replaceAll(
              place ->
                  Matcher.quoteReplacement(Objects.requireNonNull(values.get(place.group(1)))));
    }
  }
}
