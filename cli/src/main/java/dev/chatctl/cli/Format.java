package dev.chatctl.cli;

import java.util.Arrays;
import java.util.Iterator;
import java.util.Locale;

/** How rows are printed. */
public enum Format {
  TABLE,
  WIDE,
  JSON,
  NDJSON,
  CSV,
  TSV,
  YAML,
  NAME;

  /** As people type them. */
  public static final class Names implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return Arrays.stream(values()).map(f -> f.name().toLowerCase(Locale.ROOT)).iterator();
    }
  }

  /** For people; may change. The others are stable. */
  public boolean forPeople() {
    return this == TABLE || this == WIDE;
  }
}
