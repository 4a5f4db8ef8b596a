package dev.chatctl.admin.chat;

import dev.chatctl.description.Variables;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** What the names in a description stand for, for the person at the prompt. Not thread-safe. */
final class ChatVariables implements Variables {
  private final Map<String, String> values = new HashMap<>();
  private final Map<String, String> environment;

  ChatVariables(Map<String, String> environment) {
    this.environment = environment;
    values.put("index", "0");
    values.put("run", "chat");
  }

  /** With a value, if there is one. */
  ChatVariables and(String name, Optional<String> value) {
    value.ifPresent(it -> values.put(name, it));
    return this;
  }

  /** Keeps what was found on opening. */
  void keep(String name, String value) {
    values.put("got." + name, value);
  }

  @Override
  public Optional<String> value(String name) {
    return switch (name) {
      case "uuid" -> Optional.of(UUID.randomUUID().toString());
      case "now.iso" -> Optional.of(now().toString());
      case "now.ms" -> Optional.of(String.valueOf(now().toEpochMilli()));
      default ->
          Optional.ofNullable(
              name.startsWith("env.")
                  ? environment.get(name.substring("env.".length()))
                  : values.get(name));
    };
  }

  private static Instant now() {
    return Instant.ofEpochMilli(System.currentTimeMillis());
  }
}
