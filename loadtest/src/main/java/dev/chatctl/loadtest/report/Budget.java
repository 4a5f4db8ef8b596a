package dev.chatctl.loadtest.report;

import java.math.BigDecimal;

/**
 * How much of what ought not to be a run may have.
 *
 * @param loss deliveries lost, of all due
 * @param late deliveries after the deadline, of all due
 * @param duplicate deliveries beyond the first, of all due
 * @param cut connections ended that the plan did not end, of all listeners
 */
public record Budget(Allowance loss, Allowance late, Allowance duplicate, Allowance cut) {
  /** Nothing at all. */
  public static final Budget NONE =
      new Budget(Allowance.NONE, Allowance.NONE, Allowance.NONE, Allowance.NONE);

  /**
   * A part of a whole, or a number.
   *
   * @param share 0.001 for one in a thousand; 0 where a number is given
   * @param number of them
   */
  public record Allowance(double share, long number) {
    /** None. */
    public static final Allowance NONE = new Allowance(0, 0);

    private static final String RULE = " (expected: 0%..100%, or a whole number)";

    /**
     * Reads {@code 0.1%} or {@code 3}.
     *
     * @throws IllegalArgumentException with the text and the rule
     */
    public static Allowance parse(String text) {
      String stripped = text.strip();
      try {
        if (!stripped.matches("\\d+|\\d+(\\.\\d+)?\\s*%")) {
          throw new NumberFormatException(text);
        }
        if (!stripped.endsWith("%")) {
          return new Allowance(0, Long.parseLong(stripped));
        }
        double percent = Double.parseDouble(stripped.replace("%", "").strip());
        if (percent > 100) {
          throw new NumberFormatException(text);
        }
        return new Allowance(percent / 100, 0);
      } catch (NumberFormatException e) {
        throw new IllegalArgumentException(text + RULE, e);
      }
    }

    /** Whether so many of so many are within it. */
    boolean covers(long count, long whole) {
      return count <= Math.max((double) number, share * whole);
    }

    @Override
    public String toString() {
      return share > 0
          ? BigDecimal.valueOf(Math.round(share * 1e8), 6).stripTrailingZeros().toPlainString()
              + " %"
          : String.valueOf(number);
    }
  }
}
