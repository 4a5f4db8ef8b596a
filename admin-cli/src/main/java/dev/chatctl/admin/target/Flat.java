package dev.chatctl.admin.target;

import dev.chatctl.core.json.JsonObject;
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

  /** The objects again, after the settings that are in none. */
  static Map<String, Object> nested(Map<String, String> settings) {
    var single = new LinkedHashMap<String, Object>();
    var objects = new TreeMap<String, Map<String, String>>();
    settings.forEach(
        (name, value) -> {
          String[] parts = name.split("\\.", 2);
          if (parts.length == 1) {
            single.put(name, value);
          } else {
            objects.computeIfAbsent(parts[0], object -> new LinkedHashMap<>()).put(parts[1], value);
          }
        });
    single.putAll(objects);
    return single;
  }
}
