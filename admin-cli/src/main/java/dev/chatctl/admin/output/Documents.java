package dev.chatctl.admin.output;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import dev.chatctl.admin.cli.Output;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Prints one whole document of plain values (see {@link Values#plain}). */
@FunctionalInterface
interface Documents {
  void print(@Nullable Object document, Output out);

  Documents JSON = (document, out) -> out.line(pretty(document));
  Documents YAML = (document, out) -> out.print(YamlText.of(document));

  static String pretty(@Nullable Object value) {
    var indenter = new DefaultIndenter("  ", "\n");
    var printer =
        new DefaultPrettyPrinter().withArrayIndenter(indenter).withObjectIndenter(indenter);
    return json(value, printer);
  }

  static String compact(@Nullable Object value) {
    return json(value, null);
  }

  static Map<String, @Nullable Object> withSchema(
      String schema, Map<String, @Nullable Object> document) {
    var whole = new LinkedHashMap<String, @Nullable Object>();
    whole.put("schema", schema);
    whole.putAll(document);
    return whole;
  }

  private static String json(@Nullable Object value, @Nullable DefaultPrettyPrinter printer) {
    var text = new StringWriter();
    try (JsonGenerator json = Factory.JSON.createGenerator(text)) {
      if (printer != null) {
        json.setPrettyPrinter(printer);
      }
      write(json, value);
    } catch (IOException e) { // a StringWriter throws none
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }

  private static void write(JsonGenerator json, @Nullable Object value) throws IOException {
    switch (value) {
      case null -> json.writeNull();
      case Map<?, ?> map -> {
        json.writeStartObject();
        for (Map.Entry<?, ?> entry : map.entrySet()) {
          json.writeFieldName(String.valueOf(entry.getKey()));
          write(json, entry.getValue());
        }
        json.writeEndObject();
      }
      case Iterable<?> list -> {
        json.writeStartArray();
        for (Object element : list) {
          write(json, element);
        }
        json.writeEndArray();
      }
      case Boolean flag -> json.writeBoolean(flag);
      case Double number when Values.isWhole(number) -> json.writeNumber(number.longValue());
      case Double number -> json.writeNumber(number);
      case Number number -> json.writeNumber(number.longValue());
      default -> json.writeString(String.valueOf(Values.plain(value)));
    }
  }

  /** Holds the factory, which an interface cannot keep to itself. */
  final class Factory {
    private static final JsonFactory JSON = new JsonFactory();

    private Factory() {}
  }
}
