package dev.chatctl.core.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.PrettyPrinter;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads and writes JSON. Thread-safe. */
public final class Json {
  // Clients choose the nesting of what they send, so it is bounded well below the stack's depth.
  private static final int MAX_DEPTH = 32;

  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).build())
          // An emoji goes out as its four UTF-8 bytes, not as two escaped surrogates of six each.
          .enable(JsonWriteFeature.COMBINE_UNICODE_SURROGATES_IN_UTF8)
          .build();

  private Json() {}

  /**
   * Initialises what the first parser needs, which takes 15 ms, most of them in BigDecimal; for a
   * thread that has nothing else to do.
   */
  public static void prepare() {
    try {
      parseObject("{\"n\":1}");
    } catch (JsonFormatException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * Reads one JSON object.
   *
   * @throws JsonFormatException if the text is not JSON, not an object, or goes on after it
   */
  public static JsonObject parseObject(String text) throws JsonFormatException {
    try {
      return read(FACTORY.createParser(text), Json::document);
    } catch (IOException e) { // a parser over a string does no input or output
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Reads one JSON object in UTF-8; leaves the stream open.
   *
   * @throws JsonFormatException as {@link #parseObject(String)}
   */
  public static JsonObject parseObject(InputStream in) throws IOException, JsonFormatException {
    JsonParser parser = FACTORY.createParser(in);
    parser.disable(JsonParser.Feature.AUTO_CLOSE_SOURCE);
    return read(parser, Json::document);
  }

  /**
   * Reads JSON in UTF-8 without making a tree of it.
   *
   * @throws JsonFormatException if it is not JSON, or not what the reader expects
   */
  public static <T> T parse(byte[] text, Reader<T> reader) throws JsonFormatException {
    try {
      return read(FACTORY.createParser(text), reader);
    } catch (IOException e) { // as with a string
      throw new UncheckedIOException(e);
    }
  }

  /** Reads a document that is one object, as {@link #parseObject(String)} does. */
  public static JsonObject document(JsonParser parser) throws IOException, JsonFormatException {
    if (parser.nextToken() != JsonToken.START_OBJECT) {
      throw new JsonFormatException("body: not a JSON object (expected: {...})");
    }
    JsonObject object = object(parser);
    if (parser.nextToken() != null) {
      throw new JsonFormatException("body: more than one JSON value (expected: one object)");
    }
    return object;
  }

  /** The UTF-8 bytes of an object, on one line. */
  public static byte[] object(Writer members) {
    return object(members, null);
  }

  /** An object, on one line. */
  public static String text(Writer members) {
    return new String(object(members), StandardCharsets.UTF_8);
  }

  /** The UTF-8 bytes of an object for people to read, a member a line. */
  public static byte[] indented(Writer members) {
    return object(members, new DefaultPrettyPrinter());
  }

  /** Writes a member that is an array of objects. */
  public static <T> void objects(
      JsonGenerator json, String name, Iterable<T> values, ValueWriter<T> members)
      throws IOException {
    json.writeArrayFieldStart(name);
    for (T value : values) {
      json.writeStartObject();
      members.write(json, value);
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  /** Writes a member, if there is one. */
  public static void optional(JsonGenerator json, String name, Optional<String> text)
      throws IOException {
    if (text.isPresent()) {
      json.writeStringField(name, text.get());
    }
  }

  /** Reads a document from its first token on. */
  @FunctionalInterface
  public interface Reader<T> {
    T read(JsonParser json) throws IOException, JsonFormatException;
  }

  /** Writes the members of one object. */
  @FunctionalInterface
  public interface Writer {
    void write(JsonGenerator json) throws IOException;
  }

  /** Writes the members of an object that tells one value. */
  @FunctionalInterface
  public interface ValueWriter<T> {
    void write(JsonGenerator json, T value) throws IOException;
  }

  /** What a value is, for messages; never the value itself, which may be a client's words. */
  static String describe(@Nullable Object value) {
    return switch (value) {
      case null -> "absent";
      case String text -> "a string of " + text.length() + " characters";
      case Boolean flag -> flag.toString();
      case Number number -> number.toString();
      case List<?> list -> "an array of " + list.size();
      default -> "an object";
    };
  }

  private static byte[] object(Writer members, @Nullable PrettyPrinter printer) {
    var out = new ByteArrayOutputStream(256);
    try (JsonGenerator json = FACTORY.createGenerator(out)) {
      json.setPrettyPrinter(printer);
      json.writeStartObject();
      members.write(json);
      json.writeEndObject();
    } catch (IOException e) { // a generator over a byte array does no input or output
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  private static <T> T read(JsonParser opened, Reader<T> reader)
      throws IOException, JsonFormatException {
    try (JsonParser parser = opened) {
      return reader.read(parser);
    } catch (JsonProcessingException e) {
      throw notJson(e);
    }
  }

  private static JsonObject object(JsonParser parser) throws IOException {
    Map<String, @Nullable Object> members = new LinkedHashMap<>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = parser.currentName();
      parser.nextToken();
      members.put(name, value(parser));
    }
    return new JsonObject(members);
  }

  private static List<@Nullable Object> array(JsonParser parser) throws IOException {
    List<@Nullable Object> values = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      values.add(value(parser));
    }
    return values;
  }

  private static @Nullable Object value(JsonParser parser) throws IOException {
    return switch (parser.currentToken()) {
      case START_OBJECT -> object(parser);
      case START_ARRAY -> array(parser);
      case VALUE_STRING -> parser.getText();
      case VALUE_NUMBER_INT ->
          parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER
              ? (Object) parser.getDoubleValue()
              : (Object) parser.getLongValue();
      case VALUE_NUMBER_FLOAT -> parser.getDoubleValue();
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      case VALUE_NULL -> null;
      default -> throw new IllegalStateException("unexpected token " + parser.currentToken());
    };
  }

  private static JsonFormatException notJson(JsonProcessingException e) {
    var at = e.getLocation();
    // The parser's own message quotes the input, which is somebody's words.
    return new JsonFormatException(
        "body: not JSON"
            + (at == null ? "" : " at line " + at.getLineNr() + ", column " + at.getColumnNr()));
  }
}
