package dev.chatctl.loadtest.plan;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A share of a run: every {@code count}-th listener and publisher, from {@code index} on. All
 * shards know the whole schedule, and each sends only what its own publishers have to.
 *
 * @param index from 0
 * @param count shards in all
 */
public record Shard(int index, int count) {
  /** The whole run in one process. */
  public static final Shard WHOLE = new Shard(0, 1);

  private static final Pattern FORM = Pattern.compile("(\\d{1,4})/(\\d{1,4})");

  public Shard {
    if (count < 1 || index < 0 || index >= count) {
      throw new IllegalArgumentException(
          "shard: " + (index + 1) + "/" + count + " (expected: I/K with 1 <= I <= K)");
    }
  }

  /** Reads {@code I/K}, the first being {@code 1/K}. */
  public static Shard parse(String text) {
    Matcher form = FORM.matcher(text);
    if (!form.matches()) {
      throw new IllegalArgumentException("shard: " + text + " (expected: I/K, as in 1/3)");
    }
    return new Shard(Integer.parseInt(form.group(1)) - 1, Integer.parseInt(form.group(2)));
  }

  /** Whether this share has that listener or publisher. */
  public boolean owns(int number) {
    return number % count == index;
  }

  /** How many of {@code total} this share has. */
  public int share(int total) {
    return (total - index + count - 1) / count;
  }

  /** Number among all of the {@code n}-th of this share. */
  public int number(int n) {
    return n * count + index;
  }

  @Override
  public String toString() {
    return (index + 1) + "/" + count;
  }
}
