package dev.chatctl.core.settings;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What people may be called. */
public enum NameRule {
  /** What their token says, or else their user; guests all alike. */
  CLAIM,
  /** What they choose, unless it may be taken for the name of a verified user who is there. */
  FREE,
  /** What they choose, unless it may be taken for the name of anybody who is there. */
  UNIQUE_IN_ROOM;

  static NameRule named(String name) {
    return valueOf(name.toUpperCase(Locale.ROOT).replace('-', '_'));
  }

  static List<String> names() {
    return Arrays.stream(values())
        .map(rule -> rule.name().toLowerCase(Locale.ROOT).replace('_', '-'))
        .toList();
  }
}
