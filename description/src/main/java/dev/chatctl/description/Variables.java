package dev.chatctl.description;

import java.util.Optional;

/** What stands for the names in a template. */
@FunctionalInterface
public interface Variables {
  /** The value of a name such as {@code text} or {@code client.token}, if there is one. */
  Optional<String> value(String name);

  /** With one more, which comes before another of that name. */
  default Variables with(String name, String value) {
    return asked -> asked.equals(name) ? Optional.of(value) : value(asked);
  }
}
