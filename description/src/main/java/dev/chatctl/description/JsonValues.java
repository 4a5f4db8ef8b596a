package dev.chatctl.description;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads JSON as plain values: maps, lists, strings, numbers, booleans and null. */
final class JsonValues {
  private static final JsonFactory FRAMES = new JsonFactory();
  private static final JsonFactory FILES =
      JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  private JsonValues() {}

  /** The value that UTF-8 text is, or nothing when it is none or goes on after it. */
  static Optional<Object> parse(byte[] text) {
    try (JsonParser parser = FRAMES.createParser(text)) {
      if (parser.nextToken() == null) {
        return Optional.empty();
      }
      Object value = plain(parser);
      return parser.nextToken() == null ? Optional.ofNullable(value) : Optional.empty();
    } catch (IOException e) { // of JSON, for there is no other input here
      return Optional.empty();
    }
  }

  private static @Nullable Object plain(JsonParser parser) throws IOException {
    return switch (parser.currentToken()) {
      case START_OBJECT -> {
        var map = new LinkedHashMap<String, @Nullable Object>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
          String name = parser.currentName();
          parser.nextToken();
          map.put(name, plain(parser));
        }
        yield map;
      }
      case START_ARRAY -> {
        var list = new ArrayList<@Nullable Object>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
          list.add(plain(parser));
        }
        yield list;
      }
      default -> scalar(parser);
    };
  }

  private static @Nullable Object scalar(JsonParser parser) throws IOException {
    return switch (parser.currentToken()) {
      case VALUE_STRING -> parser.getText();
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> parser.getNumberValue();
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      default -> null;
    };
  }

  /** The value as JSON, on one line. */
  static String text(Object value) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = FRAMES.createGenerator(text)) {
      write(json, value);
    } catch (IOException e) { // a writer over a string does no input or output
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }

  private static void write(JsonGenerator json, @Nullable Object value) throws IOException {
    switch (value) {
      case Map<?, ?> map -> {
        json.writeStartObject();
        for (Map.Entry<?, ?> member : map.entrySet()) {
          json.writeFieldName(String.valueOf(member.getKey()));
          write(json, member.getValue());
        }
        json.writeEndObject();
      }
      case Collection<?> list -> {
        json.writeStartArray();
        for (Object element : list) {
          write(json, element);
        }
        json.writeEndArray();
      }
      case Boolean truth -> json.writeBoolean(truth);
      case Number number -> json.writeNumber(number.toString());
      case null -> json.writeNull();
      default -> json.writeString(value.toString());
    }
  }

  /**
   * A file's value, with the lines of all values in it.
   *
   * @throws DescriptionException if it is no JSON
   */
  static LocatedValue parseFile(String text) {
    try (JsonParser parser = FILES.createParser(text)) {
      if (parser.nextToken() == null) {
        throw new DescriptionException(
            List.of(new DescriptionProblem(1, "empty (expected: {...})")));
      }
      LocatedValue value = located(parser);
      if (parser.nextToken() != null) {
        throw new DescriptionException(
            List.of(
                new DescriptionProblem(
                    parser.currentLocation().getLineNr(),
                    "goes on after its end (expected: {...})")));
      }
      return value;
    } catch (JsonProcessingException e) {
      int line = e.getLocation() == null ? 1 : e.getLocation().getLineNr();
      throw new DescriptionException(
          List.of(new DescriptionProblem(line, "not JSON: " + e.getOriginalMessage())));
    } catch (IOException e) { // a parser of a string does no input or output
      throw new UncheckedIOException(e);
    }
  }

  private static LocatedValue located(JsonParser parser) throws IOException {
    int line = parser.currentTokenLocation().getLineNr();
    return switch (parser.currentToken()) {
      case START_OBJECT -> {
        Map<String, LocatedValue> map = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
          String name = parser.currentName();
          parser.nextToken();
          map.put(name, located(parser));
        }
        yield new LocatedValue(map, line);
      }
      case START_ARRAY -> {
        List<LocatedValue> list = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
          list.add(located(parser));
        }
        yield new LocatedValue(list, line);
      }
      default -> new LocatedValue(scalar(parser), line);
    };
  }
}
