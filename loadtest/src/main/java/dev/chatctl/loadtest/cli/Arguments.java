package dev.chatctl.loadtest.cli;

import dev.chatctl.cli.PrintableUrl;
import dev.chatctl.cli.value.Times;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** Command lines of our own making. */
final class Arguments {
  private Arguments() {}

  /** The command that repeats a run; what a URL may hold of secrets is left out. */
  static List<String> command(List<String> verb, ParseResult given) {
    List<String> command = new ArrayList<>(verb);
    for (String word : without(given, Set.of("--out"))) {
      command.add(word.contains("://") ? PrintableUrl.of(word) : word);
    }
    return command;
  }

  /** The verb's own options as given, but those; what all verbs share is left out. */
  static List<String> without(ParseResult given, Set<String> names) {
    List<String> words = new ArrayList<>();
    for (OptionSpec option : new LinkedHashSet<>(given.matchedOptions())) {
      if (!option.inherited() && !names.contains(option.longestName())) {
        for (String value : option.originalStringValues()) {
          words.add(option.longestName());
          if (option.arity().max() > 0) {
            words.add(value);
          }
        }
      }
    }
    return words;
  }

  /** Nanoseconds since 1970 of a time, which is before the year 2262. */
  static long epochNanos(String time) {
    try {
      return ChronoUnit.NANOS.between(Instant.EPOCH, Times.parse(time, InstantSource.system()));
    } catch (IllegalArgumentException | ArithmeticException e) {
      throw PlanBuilder.wrong(
          "--start-at: " + time + " (expected: a time as in 2026-01-31T12:00:00Z, or -)");
    }
  }
}
