package dev.chatctl.cli;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** What was probably meant. */
public final class Guess {
  private static final int FARTHEST = 3;

  private Guess() {}

  /** The name that is fewer than three slips away, if there is one. */
  public static Optional<String> closestTo(String typed, Collection<String> names) {
    return names.stream()
        .filter(name -> distance(name, typed) < Math.min(FARTHEST, name.length()))
        .min(Comparator.comparingInt(name -> distance(name, typed)));
  }

  /** How many letters have to be added, dropped, changed or swapped with their neighbour. */
  private static int distance(String one, String other) {
    int[][] cost = new int[one.length() + 1][other.length() + 1];
    for (int i = 0; i <= one.length(); i++) {
      for (int j = 0; j <= other.length(); j++) {
        if (i == 0 || j == 0) {
          cost[i][j] = i + j;
          continue;
        }
        boolean same = one.charAt(i - 1) == other.charAt(j - 1);
        int change = cost[i - 1][j - 1] + (same ? 0 : 1);
        int best = Math.min(change, Math.min(cost[i - 1][j], cost[i][j - 1]) + 1);
        boolean swapped =
            i > 1
                && j > 1
                && one.charAt(i - 1) == other.charAt(j - 2)
                && one.charAt(i - 2) == other.charAt(j - 1);
        cost[i][j] = swapped ? Math.min(best, cost[i - 2][j - 2] + 1) : best;
      }
    }
    return cost[one.length()][other.length()];
  }
}
