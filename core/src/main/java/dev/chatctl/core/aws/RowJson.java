package dev.chatctl.core.aws;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.chatctl.core.json.JsonObject;
import dev.chatctl.core.table.Row;
import java.io.IOException;
import java.io.StringWriter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Rows as DynamoDB's JSON: {@code {"name": {"S": "Ann"}, "shard": {"N": "0"}}}. */
final class RowJson {
  private RowJson() {}

  /** Writes a row under a name, unless it is empty. */
  static void write(JsonGenerator json, String name, Row row) throws IOException {
    if (!row.isEmpty()) {
      json.writeFieldName(name);
      write(json, row);
    }
  }

  static void write(JsonGenerator json, Row row) throws IOException {
    json.writeStartObject();
    for (Map.Entry<String, Row.Value> attribute : row.values().entrySet()) {
      json.writeObjectFieldStart(attribute.getKey());
      Row.Value value = attribute.getValue();
      json.writeFieldName(value.type());
      if (value.isPlain()) {
        json.writeString(value.text());
      } else {
        json.writeRawValue(value.text());
      }
      json.writeEndObject();
    }
    json.writeEndObject();
  }

  /** Texts and numbers of an item, as a refusal tells them. */
  static Row of(JsonObject json) {
    var values = new HashMap<String, Row.Value>();
    for (String name : json.names()) {
      JsonObject value = json.object(name);
      for (String type : List.of(Row.Value.TEXT, Row.Value.NUMBER)) {
        value.string(type).ifPresent(text -> values.put(name, new Row.Value(type, text)));
      }
    }
    return new Row(values);
  }

  /** Reads from the start of an object to its end. */
  static Row read(JsonParser json) throws IOException {
    var values = new HashMap<String, Row.Value>();
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String name = json.currentName();
      json.nextToken();
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String type = json.currentName();
        json.nextToken();
        boolean plain = type.equals(Row.Value.TEXT) || type.equals(Row.Value.NUMBER);
        values.put(name, new Row.Value(type, plain ? json.getText() : raw(json)));
      }
    }
    return new Row(values);
  }

  private static String raw(JsonParser json) throws IOException {
    StringWriter text = new StringWriter();
    try (JsonGenerator copy = new JsonFactory().createGenerator(text)) {
      copy.copyCurrentStructure(json);
    }
    return text.toString();
  }
}
