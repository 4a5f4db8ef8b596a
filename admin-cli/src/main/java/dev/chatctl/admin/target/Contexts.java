package dev.chatctl.admin.target;

import dev.chatctl.cli.CliException;
import dev.chatctl.cli.FileReplacement;
import dev.chatctl.cli.Surroundings;
import dev.chatctl.cli.output.JsonText;
import dev.chatctl.core.json.Json;
import dev.chatctl.core.json.JsonFormatException;
import dev.chatctl.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The contexts an operator named: a file of JSON, {@code {"current": NAME, "contexts": {NAME:
 * {...}}}}.
 *
 * @param current the one that is used when no option says which; empty for none
 * @param contexts settings by their dotted names, by context
 */
public record Contexts(
    Path file, Optional<String> current, Map<String, Map<String, String>> contexts) {

  public Contexts {
    contexts = new TreeMap<>(contexts);
  }

  /** Reads this user's contexts; no file means none. */
  public static Contexts read(Surroundings surroundings) {
    String config = surroundings.env().getOrDefault("XDG_CONFIG_HOME", "");
    Path folder = config.isEmpty() ? surroundings.home().resolve(".config") : Path.of(config);
    Path file = folder.resolve("chatctl").resolve("contexts.json");
    try {
      JsonObject json = Json.parseObject(Files.readString(file));
      var contexts = new TreeMap<String, Map<String, String>>();
      JsonObject named = json.object("contexts");
      named.names().forEach(name -> contexts.put(name, Flat.of(named.object(name))));
      return new Contexts(file, json.string("current"), contexts);
    } catch (NoSuchFileException e) {
      return new Contexts(file, Optional.empty(), Map.of());
    } catch (IOException | JsonFormatException e) {
      throw CliException.usage(
          "the contexts cannot be read: " + file + ": " + e.getMessage(),
          "mend or remove the file");
    }
  }

  public Optional<Map<String, String>> find(String name) {
    return Optional.ofNullable(contexts.get(name));
  }

  public Contexts with(String name, Map<String, String> settings) {
    var more = new TreeMap<>(contexts);
    more.put(name, settings);
    return new Contexts(file, current, more);
  }

  public Contexts without(String name) {
    var fewer = new TreeMap<>(contexts);
    fewer.remove(name);
    return new Contexts(file, current.filter(c -> !c.equals(name)), fewer);
  }

  public Contexts using(String name) {
    return new Contexts(file, Optional.of(name), contexts);
  }

  /** Replaces the file, whole or not at all. */
  public void write() {
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      try (FileReplacement replacement = FileReplacement.of(file)) {
        Files.writeString(replacement.partial(), json());
        replacement.complete();
      }
    } catch (IOException e) {
      throw CliException.usage(
          "the contexts cannot be written: " + file + ": " + e.getMessage(),
          "XDG_CONFIG_HOME says where they are kept");
    }
  }

  private String json() {
    var document = new LinkedHashMap<String, Object>();
    current.ifPresent(name -> document.put("current", name));
    var nested = new TreeMap<String, Object>();
    contexts.forEach((name, settings) -> nested.put(name, Flat.nested(settings)));
    document.put("contexts", nested);
    return JsonText.pretty(document) + "\n";
  }
}
