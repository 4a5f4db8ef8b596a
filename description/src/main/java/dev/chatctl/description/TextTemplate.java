package dev.chatctl.description;

import dev.chatctl.cli.Guess;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Text with places for values: {@code ${name}}, {@code ${name?}} where there need be none, {@code
 * ${name|json|base64}} with escapings. A dollar before such a place makes text of it.
 *
 * <p>JSON is a template too: its strings are templates whose values are escaped as JSON. An object
 * of one member {@code $json} is a string that holds JSON, so that its values are escaped twice,
 * and one of {@code $raw} stands without quotes.
 */
public final class TextTemplate {
  private static final Pattern PLACE =
      Pattern.compile("\\$\\$\\{|\\$\\{([a-z][A-Za-z0-9_.-]*)(\\?)?((?:\\|[a-z0-9]+)*)}|\\$\\{");

  /** A piece of it. */
  private sealed interface Part {
    Part escaped(Escaping escaping);
  }

  private record Literal(String bytes) implements Part {
    @Override
    public Part escaped(Escaping escaping) {
      return new Literal(escaping.apply(bytes));
    }
  }

  private record Place(String name, boolean optional, List<Escaping> escapings) implements Part {
    @Override
    public Part escaped(Escaping escaping) {
      List<Escaping> more = new ArrayList<>(escapings);
      more.add(escaping);
      return new Place(name, optional, List.copyOf(more));
    }
  }

  private final List<Part> parts;

  private TextTemplate(List<Part> parts) {
    this.parts = List.copyOf(parts);
  }

  /**
   * Reads a template as it is written.
   *
   * @throws IllegalArgumentException with what is wrong and what is expected
   */
  public static TextTemplate parse(String text) {
    return parse(text, false);
  }

  /** The same of a value of JSON, for a text or a binary frame, whose characters are bytes. */
  static TextTemplate of(@Nullable Object json, boolean binary) {
    return json instanceof String text ? parse(text, binary) : json(json, binary);
  }

  private static TextTemplate parse(String text, boolean binary) {
    List<Part> parts = new ArrayList<>();
    Matcher places = PLACE.matcher(text);
    int end = 0;
    while (places.find()) {
      parts.add(literal(text.substring(end, places.start()), binary));
      end = places.end();
      if (places.group().equals("$${")) {
        parts.add(literal("${", binary));
      } else if (places.group(1) == null) {
        throw new IllegalArgumentException(
            "no place for a value: "
                + text.substring(places.start(), Math.min(text.length(), places.start() + 30))
                + " (expected: ${name}, ${name?}, ${name|json}; $${ for the characters)");
      } else {
        parts.add(new Place(places.group(1), places.group(2) != null, escapings(places.group(3))));
      }
    }
    parts.add(literal(text.substring(end), binary));
    return new TextTemplate(parts);
  }

  private static Literal literal(String text, boolean binary) {
    if (!binary) {
      return new Literal(bytes(text));
    }
    if (text.chars().anyMatch(c -> c > 0xff)) {
      throw new IllegalArgumentException(
          "a character beyond \\u00ff (expected: of a binary frame each character is a byte)");
    }
    return new Literal(text);
  }

  private static List<Escaping> escapings(String words) {
    return Arrays.stream(words.split("\\|"))
        .filter(word -> !word.isEmpty())
        .map(TextTemplate::escaping)
        .toList();
  }

  private static Escaping escaping(String word) {
    Set<String> known =
        Arrays.stream(Escaping.values()).map(Escaping::word).collect(Collectors.toSet());
    return Arrays.stream(Escaping.values())
        .filter(escaping -> escaping.word().equals(word))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "|"
                        + word
                        + ": no escaping"
                        + Guess.closestTo(word, known)
                            .map(meant -> "; did you mean " + meant + "?")
                            .orElse(
                                " (expected: "
                                    + String.join(", ", known.stream().sorted().toList())
                                    + ")")));
  }

  private static TextTemplate json(@Nullable Object value, boolean binary) {
    List<Part> parts = new ArrayList<>();
    append(value, binary, parts);
    return new TextTemplate(parts);
  }

  private static void append(@Nullable Object value, boolean binary, List<Part> parts) {
    switch (value) {
      case String text -> quote(parse(text, binary), parts);
      case Map<?, ?> map when map.keySet().equals(Set.of("$json")) ->
          quote(json(map.get("$json"), binary), parts);
      case Map<?, ?> map
          when map.keySet().equals(Set.of("$raw")) && map.get("$raw") instanceof String text ->
          parts.addAll(parse(text, binary).parts);
      case Map<?, ?> map -> {
        String separator = "{";
        for (Map.Entry<?, ?> member : map.entrySet()) {
          parts.add(new Literal(separator));
          quote(parse((String) member.getKey(), binary), parts);
          parts.add(new Literal(":"));
          append(member.getValue(), binary, parts);
          separator = ",";
        }
        parts.add(new Literal(map.isEmpty() ? "{}" : "}"));
      }
      case List<?> list -> {
        String separator = "[";
        for (Object element : list) {
          parts.add(new Literal(separator));
          append(element, binary, parts);
          separator = ",";
        }
        parts.add(new Literal(list.isEmpty() ? "[]" : "]"));
      }
      case null -> parts.add(new Literal("null"));
      default -> parts.add(new Literal(value.toString()));
    }
  }

  private static void quote(TextTemplate content, List<Part> parts) {
    parts.add(new Literal("\""));
    content.parts.forEach(part -> parts.add(part.escaped(Escaping.JSON)));
    parts.add(new Literal("\""));
  }

  /** The names of its values, those too that need not be there. */
  public Set<String> names() {
    return places(true);
  }

  /** The names of the values that it cannot do without. */
  public Set<String> required() {
    return places(false);
  }

  private Set<String> places(boolean optional) {
    return parts.stream()
        .filter(part -> part instanceof Place place && (optional || !place.optional()))
        .map(part -> ((Place) part).name())
        .collect(Collectors.toCollection(java.util.TreeSet::new));
  }

  /** With its values; nothing when one that need not be there is not. */
  public Optional<String> fill(Variables values) {
    boolean without =
        parts.stream()
            .anyMatch(
                part ->
                    part instanceof Place place
                        && place.optional()
                        && values.value(place.name()).isEmpty());
    return without
        ? Optional.empty()
        : Optional.of(new String(bytes(values), StandardCharsets.UTF_8));
  }

  /**
   * The same as bytes; values that need not be there and are not are empty.
   *
   * @throws IllegalStateException when another value is not there
   */
  public byte[] bytes(Variables values) {
    StringBuilder bytes = new StringBuilder();
    for (Part part : parts) {
      switch (part) {
        case Literal literal -> bytes.append(literal.bytes());
        case Place place -> {
          String value = bytes(value(place, values));
          for (Escaping escaping : place.escapings()) {
            value = escaping.apply(value);
          }
          bytes.append(value);
        }
      }
    }
    return bytes.toString().getBytes(StandardCharsets.ISO_8859_1);
  }

  private static String value(Place place, Variables values) {
    return values
        .value(place.name())
        .orElseGet(
            () -> {
              if (place.optional()) {
                return "";
              }
              throw new IllegalStateException("${" + place.name() + "}: no value");
            });
  }

  private static String bytes(String text) {
    return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
  }
}
