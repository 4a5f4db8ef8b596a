package dev.chatctl.loadtest.plan;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Collects everything wrong with the input, so that one attempt shows it all. */
public final class Problems {
  private final List<String> lines = new ArrayList<>();

  /** Notes a problem unless the rule holds. */
  public void require(boolean holds, String name, @Nullable Object value, String rule) {
    if (!holds) {
      lines.add(name + ": " + value + " (expected: " + rule + ")");
    }
  }

  /** Notes a problem in its own words. */
  public void add(String line) {
    lines.add(line);
  }

  /** The problems so far, in the order they were noted. */
  public List<String> lines() {
    return List.copyOf(lines);
  }
}
