package dev.chatctl.loadtest.verdict;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chatctl.cli.Guess;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
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
      Pattern.compile(
          "([a-z][a-z_0-9]*(?:\\.[A-Za-z_0-9-]+)*)\\s*(<=|>=|<|>|=)"
              + "\\s*(true|false|-?\\d+(?:\\.\\d+)?)\\s*([a-z%]*)");

  /** Errors have the codes that a server makes up. */
  private static final Pattern ERRORS = Pattern.compile("errors\\.[A-Za-z_0-9-]+\\.count");

  /**
   * Reads one.
   *
   * @param known the names that there are
   * @throws IllegalArgumentException with the text and the rule
   */
  static Objective parse(String text, Collection<String> known) {
    Matcher form = FORM.matcher(text.strip());
    if (!form.matches()) {
      throw new IllegalArgumentException(
          text + " (expected: METRIC < VALUE, as in time_to_last_ms.p99 < 500)");
    }
    String metric = form.group(1).replace(".p99.9", ".p99_9");
    if (!known.contains(metric) && !ERRORS.matcher(metric).matches()) {
      String guess =
          Optional.of(metric + ".p99")
              .filter(known::contains)
              .or(() -> Guess.closestTo(metric, known))
              .map(name -> "did you mean " + name + "?")
              .orElse("");
      throw new IllegalArgumentException(
          text
              + " (expected: a number of summary.json; "
              + (guess.isEmpty() ? "docs/loadtest.md" : guess)
              + ")");
    }
    double scale = scale(text, metric, form.group(4));
    double value =
        switch (form.group(3)) {
          case "true" -> 1;
          case "false" -> 0;
          default -> Double.parseDouble(form.group(3));
        };
    // Rounded: 0.7 s are 700 ms, not 699.9999999999999.
    return new Objective(metric, Relation.of(form.group(2)), Math.rint(value * scale * 1e9) / 1e9);
  }

  /** What one of a unit comes to in that of the metric. */
  private static double scale(String text, String metric, String unit) {
    Map<String, Double> units =
        metric.matches(".*_ms(\\.(?!count|beyond).*)?")
            ? Map.of("us", 1e-3, "ms", 1.0, "s", 1e3)
            : metric.endsWith("_s")
                ? Map.of("s", 1.0)
                : metric.endsWith("_ratio") || metric.startsWith("baseline.")
                    ? Map.of("%", 0.01)
                    : Map.of();
    Double scale = unit.isEmpty() ? Double.valueOf(1) : units.get(unit);
    if (scale == null) {
      throw new IllegalArgumentException(
          text
              + " (expected: no unit"
              + (units.isEmpty() ? "" : ", or " + String.join(", ", new TreeSet<>(units.keySet())))
              + ")");
    }
    return scale;
  }

  /**
   * Reads one from each line; what follows a {@code #} is a comment.
   *
   * @throws IllegalArgumentException with the text and the rule; also when there is none
   */
  public static List<Objective> parseAll(List<String> lines, Collection<String> known) {
    List<Objective> objectives = new ArrayList<>();
    for (String line : lines) {
      String text = line.replaceFirst("#.*", "").strip();
      if (!text.isEmpty()) {
        objectives.add(parse(text, known));
      }
    }
    if (objectives.isEmpty()) {
      throw new IllegalArgumentException(
          "\"" + String.join(" ", lines) + "\" (expected: METRIC < VALUE, not nothing)");
    }
    return objectives;
  }

  /** Holds it against a summary: truths count 1 or 0, and what has no number is missed. */
  Verdict.Check judge(JsonNode summary) {
    JsonNode value = summary.at("/" + metric.replace('.', '/'));
    if (value.isMissingNode() && ERRORS.matcher(metric).matches()) {
      return check(0, "0");
    }
    if (value.isBoolean()) {
      return check(value.booleanValue() ? 1 : 0, value.asText());
    }
    return value.isNumber()
        ? check(value.doubleValue(), value.asText())
        : new Verdict.Check(toString(), false, "no data");
  }

  private Verdict.Check check(double value, String found) {
    return new Verdict.Check(toString(), relation.holds(value, bound), found);
  }

  @Override
  public String toString() {
    String number = bound == Math.rint(bound) ? String.valueOf((long) bound) : "" + bound;
    return metric + " " + relation.sign + " " + number;
  }
}
