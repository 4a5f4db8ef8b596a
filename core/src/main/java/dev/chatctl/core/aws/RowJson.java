package dev.chatctl.core.aws;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.chatctl.core.json.JsonObject;
import dev.chatctl.core.table.Row;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/** Rows as DynamoDB's JSON: {@code {"name": {"S": "Ann"}, "shard": {"N": "0"}}}. */
final class RowJson {
  private static final String TEXT = "S";
  private static final String NUMBER = "N";

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
      json.writeStringField(value.isNumber() ? NUMBER : TEXT, value.text());
      json.writeEndObject();
    }
    json.writeEndObject();
  }

  static Row of(JsonObject json) {
    var values = new HashMap<String, Row.Value>();
    for (String name : json.names()) {
      JsonObject value = json.object(name);
      value.string(TEXT).ifPresent(text -> values.put(name, new Row.Value(text, false)));
      value.string(NUMBER).ifPresent(digits -> values.put(name, new Row.Value(digits, true)));
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
        if (type.equals(TEXT) || type.equals(NUMBER)) {
          values.put(name, new Row.Value(json.getText(), type.equals(NUMBER)));
        } else {
          json.skipChildren();
        }
      }
    }
    return new Row(values);
  }
}
