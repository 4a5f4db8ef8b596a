package dev.chatctl.admin.target;

import dev.chatctl.cli.CliException;
import dev.chatctl.cli.ExitCode;
import dev.chatctl.cli.Failures;
import dev.chatctl.cli.FileMutex;
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
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * The contexts an operator named: a file of JSON, {@code {"current": NAME, "contexts": {NAME:
 * {...}}}}.
 *
 * @param current the one that is used when no option says which; empty for none
 * @param contexts settings by their dotted names, by context
 */
public record Contexts(
    Path file, Optional<String> current, Map<String, Map<String, String>> contexts) {

  private static final Duration LONGEST_WAIT = Duration.ofSeconds(10);

  public Contexts {
    contexts = new TreeMap<>(contexts);
  }

  /** Reads this user's contexts; no file means none. */
  public static Contexts read(Surroundings surroundings) {
    Path file = file(surroundings);
    try {
      return parse(file, Json.parseObject(Files.readString(file)));
    } catch (NoSuchFileException e) {
      return new Contexts(file, Optional.empty(), Map.of());
    } catch (IOException | JsonFormatException e) {
      throw CliException.usage(
          "the contexts cannot be read: " + file + ": " + Failures.reason(e),
          "mend or remove the file");
    }
  }

  /**
   * Changes this user's contexts, while nobody else does.
   *
   * @throws CliException as {@link #read}; if others are at it for too long, or it cannot be
   *     written
   */
  public static void change(Surroundings surroundings, UnaryOperator<Contexts> change) {
    Path file = file(surroundings);
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      if (!FileMutex.run(
          file,
          LONGEST_WAIT,
          surroundings.interrupt(),
          () -> change.apply(read(surroundings)).write())) {
        throw new CliException(
            ExitCode.UNAVAILABLE,
            "nothing is changed: another chatctl is changing the contexts: " + file,
            "try again once that has ended");
      }
    } catch (IOException e) {
      throw CliException.usage(
          "the contexts cannot be written: " + file + ": " + Failures.reason(e),
          "XDG_CONFIG_HOME says where they are kept");
    }
  }

  private static Path file(Surroundings surroundings) {
    String config = surroundings.env().getOrDefault("XDG_CONFIG_HOME", "");
    Path folder = config.isEmpty() ? surroundings.home().resolve(".config") : Path.of(config);
    return folder.resolve("chatctl").resolve("contexts.json");
  }

  // What is not understood is refused, for the next change would drop it.
  private static Contexts parse(Path file, JsonObject json) throws JsonFormatException {
    for (String name : json.names()) {
      if (!name.equals("current") && !name.equals("contexts")) {
        throw new JsonFormatException(name + ": not known (expected: current, contexts)");
      }
    }
    Optional<String> current =
        json.has("current") ? Optional.of(json.require("current")) : Optional.empty();
    var contexts = new TreeMap<String, Map<String, String>>();
    if (json.has("contexts")) {
      JsonObject named = object(json, "contexts");
      for (String name : named.names()) {
        contexts.put(name, settings(object(named, name)));
      }
    }
    return new Contexts(file, current, contexts);
  }

  private static Map<String, String> settings(JsonObject context) throws JsonFormatException {
    for (String name : context.names()) {
      if (context.value(name) instanceof JsonObject members) {
        for (String member : members.names()) {
          members.require(member);
        }
      } else {
        context.require(name);
      }
    }
    return Flat.of(context);
  }

  private static JsonObject object(JsonObject parent, String name) throws JsonFormatException {
    if (parent.value(name) instanceof JsonObject object) {
      return object;
    }
    throw new JsonFormatException(name + ": no object (expected: an object)");
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
  private void write() throws IOException {
    try (FileReplacement replacement = FileReplacement.of(file)) {
      Files.writeString(replacement.partial(), json());
      replacement.complete();
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
