package dev.chatctl.gateway;

import java.util.Random;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Input by chance: another at every run, and the one that failed again with {@code -Dfuzz.seed}.
 */
public final class Fuzz {
  /** What strangers' text is parsed by, and what ends it early. */
  private static final String SYNTAX = "{}[]()\"'\\/%$.,:;?&=+~|^<> \t\r\n\0";

  private final Random random;

  private Fuzz(long seed) {
    random = new Random(seed);
  }

  /** What must hold whatever the input. */
  @FunctionalInterface
  public interface Property {
    void holdsFor(Fuzz input) throws Exception;
  }

  /**
   * Tries a property with that many inputs.
   *
   * @throws AssertionError that tells the seed of the input for which it does not hold
   */
  public static void tries(int times, Property property) {
    Long given = Long.getLong("fuzz.seed");
    for (int i = 0; i < (given == null ? times : 1); i++) {
      long seed = given == null ? ThreadLocalRandom.current().nextLong() : given;
      try {
        property.holdsFor(new Fuzz(seed));
      } catch (Exception | AssertionError e) {
        throw new AssertionError("fails again with -Dfuzz.seed=" + seed, e);
      }
    }
  }

  /** Up to that many bytes of any kind. */
  public byte[] bytes(int most) {
    byte[] bytes = new byte[length(most)];
    random.nextBytes(bytes);
    return bytes;
  }

  /** Up to that many characters from the first to the last. */
  public String text(char first, char last, int most) {
    return random
        .ints(length(most), first, last + 1)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  /** Up to that many characters of any script, with what parsers look for among them. */
  public String text(int most) {
    var text = new StringBuilder();
    for (int left = length(most); left > 0; left--) {
      switch (random.nextInt(4)) {
        case 0 -> text.append(SYNTAX.charAt(random.nextInt(SYNTAX.length())));
        case 1 -> text.appendCodePoint(random.nextInt(Character.MAX_CODE_POINT + 1));
        default -> text.append(text(' ', '~', 1));
      }
    }
    // Half a pair does not survive UTF-8, in which everything arrives.
    return text.codePoints()
        .filter(point -> Character.getType(point) != Character.SURROGATE)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  /** One of those. */
  public String oneOf(String... texts) {
    return texts[random.nextInt(texts.length)];
  }

  /** The shortest and the longest more often than chance alone would have it. */
  private int length(int most) {
    return switch (random.nextInt(20)) {
      case 0 -> 0;
      case 1 -> most;
      default -> random.nextInt(most + 1);
    };
  }
}
