package dev.chatctl.cli.value;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A number of bytes. */
public record Size(long bytes) {
  private static final Pattern TEXT = Pattern.compile("([0-9]{1,9})(|b|kb|kib|mb|mib|gb|gib)");

  /**
   * Reads 64, 64B, 1KiB (1,024 bytes) or 1KB (1,000 bytes), in capitals or not.
   *
   * @throws IllegalArgumentException with the value and the rule
   */
  public static Size parse(String text) {
    Matcher parts = TEXT.matcher(text.toLowerCase(Locale.ROOT));
    if (!parts.matches()) {
      throw new IllegalArgumentException(
          "'%s' is no size (expected: such as 64, 10KB, 1KiB or 2MiB)".formatted(text));
    }
    String unit = parts.group(2);
    long step = unit.endsWith("ib") ? 1024 : 1000;
    long factor =
        switch (unit.isEmpty() ? 'b' : unit.charAt(0)) {
          case 'k' -> step;
          case 'm' -> step * step;
          case 'g' -> step * step * step;
          default -> 1;
        };
    return new Size(Long.parseLong(parts.group(1)) * factor);
  }
}
