package dev.chatctl.cli;

import java.util.Map;

/** When to colour. */
public enum ColorChoice {
  AUTO,
  ALWAYS,
  NEVER;

  /**
   * See <a href="https://no-color.org">no-color.org</a>: any value of NO_COLOR but an empty one.
   */
  public boolean colours(boolean terminal, Map<String, String> env) {
    return switch (this) {
      case ALWAYS -> true;
      case NEVER -> false;
      case AUTO ->
          terminal && env.getOrDefault("NO_COLOR", "").isEmpty() && !"dumb".equals(env.get("TERM"));
    };
  }
}
