package dev.chatctl.loadtest.verdict;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A service level objective: a number of {@code summary.json} and what it must be, as in {@code
 * time_to_last_ms.p99 < 500}.
 *
 * @param metric path into the summary, its parts joined by dots
 */
public record Objective(String metric, Relation relation, double bound) {
  /** How a value must stand to the bound. */
  enum Relation {
    LESS("<"),
    AT_MOST("<="),
    EQUAL("="),
    AT_LEAST(">="),
    GREATER(">");

    private final String sign;

    Relation(String sign) {
      this.sign = sign;
    }

    private static Relation of(String sign) {
      for (Relation relation : values()) {
        if (relation.sign.equals(sign)) {
          return relation;
        }
      }
      throw new IllegalArgumentException("relation: " + sign + " (expected: < <= = >= >)");
    }

    boolean holds(double value, double bound) {
      return switch (this) {
        case LESS -> value < bound;
        case AT_MOST -> value <= bound;
        case EQUAL -> value == bound;
        case AT_LEAST -> value >= bound;
        case GREATER -> value > bound;
      };
    }
  }

  private static final Pattern FORM =
      Pattern.compile("([a-z_0-9]+(?:\\.[a-z_0-9]+)*)\\s*(<=|>=|<|>|=)\\s*(-?\\d+(?:\\.\\d+)?)");

  /**
   * Reads one.
   *
   * @throws IllegalArgumentException with the text and the rule
   */
  static Objective parse(String text) {
    Matcher form = FORM.matcher(text.strip());
    if (!form.matches()) {
      throw new IllegalArgumentException(
          text + " (expected: METRIC < VALUE, as in time_to_last_ms.p99 < 500)");
    }
    return new Objective(
        form.group(1), Relation.of(form.group(2)), Double.parseDouble(form.group(3)));
  }

  /** Reads one from each line; what follows a {@code #} is a comment. */
  public static List<Objective> parseAll(List<String> lines) {
    List<Objective> objectives = new ArrayList<>();
    for (String line : lines) {
      String text = line.replaceFirst("#.*", "").strip();
      if (!text.isEmpty()) {
        objectives.add(parse(text));
      }
    }
    return objectives;
  }

  @Override
  public String toString() {
    String number = bound == Math.rint(bound) ? String.valueOf((long) bound) : "" + bound;
    return metric + " " + relation.sign + " " + number;
  }
}
