package dev.chatctl.core.room;

import java.util.Locale;

/** What there is only so much of; each but names is a setting of the same name. */
public enum Limit {
  SOCKETS_PER_USER("open at a time"),
  SOCKETS_PER_ADDRESS("open at a time"),
  ROOMS_PER_USER("entered at a time"),
  NEW_ROOMS_PER_GUEST("in an hour"),
  /** A name, of which there is one, and what looks like it ({@link Names}). */
  NAME("that look like somebody else's here");

  private final String when;

  Limit(String when) {
    this.when = when;
  }

  /** Its name in what clients are told, in log lines and in metrics. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** That it is reached: value and rule. */
  public String detail() {
    return "%s: reached (expected: no more %s)".formatted(wireName(), when);
  }
}
