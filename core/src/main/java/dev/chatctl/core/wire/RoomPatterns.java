package dev.chatctl.core.wire;

import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Which rooms a token is for: names with spaces between them, in which {@code *} stands for any
 * characters, also none.
 */
public final class RoomPatterns {
  private static final int MOST = 100;
  private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_.*-]{1,64}");
  private static final Pattern SPACES = Pattern.compile(" +");

  private RoomPatterns() {}

  /** The rule that they break, if any. */
  public static Optional<String> problem(String patterns) {
    String[] each = SPACES.split(patterns);
    if (each.length > MOST) {
      return Optional.of("%d patterns (expected: at most %d)".formatted(each.length, MOST));
    }
    return !patterns.isBlank() && !Arrays.stream(each).allMatch(p -> FORM.matcher(p).matches())
        ? Optional.of("(expected: 1 to 64 letters, digits, '_', '.', '-' or '*' each)")
        : Optional.empty();
  }

  /** Whether a room is among them. */
  public static boolean match(String patterns, String room) {
    return SPACES.splitAsStream(patterns).anyMatch(pattern -> matches(pattern, room));
  }

  // Backtracks to the last star only, so that no pattern takes long.
  private static boolean matches(String pattern, String room) {
    int p = 0;
    int r = 0;
    int star = -1;
    int after = 0;
    while (r < room.length()) {
      if (p < pattern.length() && pattern.charAt(p) == '*') {
        star = p++;
        after = r;
      } else if (p < pattern.length() && pattern.charAt(p) == room.charAt(r)) {
        p++;
        r++;
      } else if (star >= 0) {
        p = star + 1;
        r = ++after;
      } else {
        return false;
      }
    }
    while (p < pattern.length() && pattern.charAt(p) == '*') {
      p++;
    }
    return p == pattern.length();
  }
}
