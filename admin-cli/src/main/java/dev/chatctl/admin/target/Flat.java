package dev.chatctl.admin.target;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.chatctl.core.json.JsonObject;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * Settings as JSON objects, of which only tables and log groups are nested, and as dotted names.
 */
public final class Flat {
  private Flat() {}

  /** The text members of an object and of the objects in it; other members are not settings. */
  public static Map<String, String> of(JsonObject json) {
    var flat = new LinkedHashMap<String, String>();
    for (String name : json.names()) {
      if (json.value(name) instanceof JsonObject members) {
        for (String member : members.names()) {
          members.string(member).ifPresent(value -> flat.put(name + "." + member, value));
        }
      } else {
        json.string(name).ifPresent(value -> flat.put(name, value));
      }
    }
    return flat;
  }

  static void write(JsonGenerator json, Map<String, String> settings) throws IOException {
    var objects = new TreeMap<String, Map<String, String>>();
    json.writeStartObject();
    for (Map.Entry<String, String> setting : settings.entrySet()) {
      int dot = setting.getKey().indexOf('.');
      if (dot < 0) {
        json.writeStringField(setting.getKey(), setting.getValue());
      } else {
        objects
            .computeIfAbsent(setting.getKey().substring(0, dot), name -> new LinkedHashMap<>())
            .put(setting.getKey().substring(dot + 1), setting.getValue());
      }
    }
    for (Map.Entry<String, Map<String, String>> object : objects.entrySet()) {
      json.writeObjectFieldStart(object.getKey());
      for (Map.Entry<String, String> member : object.getValue().entrySet()) {
        json.writeStringField(member.getKey(), member.getValue());
      }
      json.writeEndObject();
    }
    json.writeEndObject();
  }
}
