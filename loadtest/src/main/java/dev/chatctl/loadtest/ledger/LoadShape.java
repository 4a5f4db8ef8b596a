package dev.chatctl.loadtest.ledger;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Message rates one after the other, as in {@code 5:30s,20:1m,5:30s}.
 *
 * @param steps at least one
 */
public record LoadShape(List<Step> steps) {
  /**
   * A constant rate for a while.
   *
   * @param rate messages per second
   */
  public record Step(double rate, Duration length) {
    /** Messages in this step. */
    public int messages() {
      return (int) Math.min(Integer.MAX_VALUE, Math.round(rate * length.toMillis() / 1e3));
    }
  }

  private static final Pattern STEP = Pattern.compile("(\\d+(?:\\.\\d+)?):(\\d{1,9})(ms|s|m|h)?");

  public LoadShape {
    steps = List.copyOf(steps);
  }

  /**
   * Reads a list of {@code RATE:DURATION}; the unit is seconds unless it says ms, m or h.
   *
   * @throws IllegalArgumentException with the text and the rule
   */
  public static LoadShape parse(String text) {
    List<Step> steps = new ArrayList<>();
    for (String part : text.split(",", -1)) {
      Matcher step = STEP.matcher(part.strip());
      if (!step.matches() || Double.parseDouble(step.group(1)) <= 0) {
        throw new IllegalArgumentException(
            "shape: " + text + " (expected: RATE:DURATION,... as in 5:30s,20:1m)");
      }
      steps.add(new Step(Double.parseDouble(step.group(1)), length(step)));
    }
    return new LoadShape(steps);
  }

  private static Duration length(Matcher step) {
    long amount = Long.parseLong(step.group(2));
    return switch (step.group(3)) {
      case "ms" -> Duration.ofMillis(amount);
      case "m" -> Duration.ofMinutes(amount);
      case "h" -> Duration.ofHours(amount);
      case null, default -> Duration.ofSeconds(amount);
    };
  }

  /** Messages of all steps. */
  public int messages() {
    long messages = steps.stream().mapToLong(Step::messages).sum();
    return (int) Math.min(Integer.MAX_VALUE, messages);
  }

  /** Messages per second over all steps. */
  public double meanRate() {
    double seconds = steps.stream().mapToDouble(step -> step.length().toMillis() / 1e3).sum();
    return messages() / seconds;
  }
}
