package dev.chatctl.loadtest.ledger;

import dev.chatctl.cli.value.Durations;
import dev.chatctl.cli.value.Rate;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

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

  public LoadShape {
    steps = List.copyOf(steps);
  }

  /**
   * Reads a list of {@code RATE:DURATION}; a plain number counts seconds.
   *
   * @throws IllegalArgumentException with the text and the rule
   */
  public static LoadShape parse(String text) {
    try {
      return new LoadShape(Arrays.stream(text.split(",", -1)).map(LoadShape::step).toList());
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "shape: " + text + " (expected: RATE:DURATION,... as in 5:30s,20:1m)", e);
    }
  }

  private static Step step(String text) {
    String[] parts = text.strip().split(":", 2);
    if (parts.length < 2) {
      throw new IllegalArgumentException(text);
    }
    return new Step(Rate.parse(parts[0]).perSecond(), Durations.parse(parts[1], "s"));
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
