package dev.chatctl.cli;

import dev.chatctl.cli.value.Durations;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;

/**
 * What an option's value must be beyond its grammar. Whoever breaks a rule reads the option, the
 * value and the rule, and the exit code is 2.
 */
public final class OptionRules {
  private static final int HIGHEST_PORT = 65_535;

  private OptionRules() {}

  public static void atLeast(long least, String option, long value, String hint) {
    require(value >= least, option, Long.toString(value), ">= " + least, hint);
  }

  /** For what would have no end of turns. */
  public static void positive(String option, Duration value) {
    require(value.isPositive(), option, Durations.human(value), "> 0", "such as 500ms or 5s");
  }

  /** For what lies from one time on and before another. */
  public static void span(Optional<Instant> since, Optional<Instant> until) {
    if (since.isPresent() && until.isPresent()) {
      require(
          since.get().isBefore(until.get()),
          "--until",
          until.get().toString(),
          "after --since, " + since.get(),
          "a length of time is counted back from now: --since 2h --until 1h");
    }
  }

  /** A port to listen at; 0 is a free one. */
  public static void port(String option, int value) {
    require(
        value >= 0 && value <= HIGHEST_PORT,
        option,
        Integer.toString(value),
        "0 to " + HIGHEST_PORT,
        "0 takes a free port");
  }

  public static void oneOf(String option, String value, Collection<String> names) {
    String hint =
        Guess.closestTo(value, names)
            .map(name -> "did you mean " + name + "?")
            .orElse("choose one of them");
    require(names.contains(value), option, value, "one of " + names, hint);
  }

  private static void require(boolean held, String option, String value, String rule, String hint) {
    if (!held) {
      throw CliException.usage("%s: %s (expected: %s)".formatted(option, value, rule), hint);
    }
  }
}
