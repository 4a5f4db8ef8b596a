package dev.chatctl.loadtest.cli;

import dev.chatctl.loadtest.plan.SystemUnderTest;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Command lines of our own making. */
final class Arguments {
  private Arguments() {}

  /** The command that repeats a run; the URL's query may hold a token and is left out. */
  static List<String> command(String verb, boolean demo, List<String> arguments) {
    List<String> command = new ArrayList<>(demo ? List.of("demo") : List.of("loadtest", verb));
    for (String argument : without(arguments, Set.of("--out"))) {
      command.add(argument.contains("://") ? SystemUnderTest.withoutQuery(argument) : argument);
    }
    return command;
  }

  /**
   * The options but those; verbs are dropped, {@code --name value} and {@code --name=value} known.
   */
  static List<String> without(List<String> arguments, Set<String> names) {
    List<String> kept = new ArrayList<>();
    boolean optionSeen = false;
    for (int i = 0; i < arguments.size(); i++) {
      String argument = arguments.get(i);
      optionSeen |= argument.startsWith("--");
      String name = argument.replaceFirst("=.*", "");
      if (!optionSeen) {
        continue;
      }
      if (!names.contains(name)) {
        kept.add(argument);
      } else if (!argument.contains("=") && !name.equals("--local")) {
        i++;
      }
    }
    return kept;
  }

  /** Nanoseconds since 1970 of an ISO 8601 time with its zone. */
  static long epochNanos(String time) {
    try {
      return ChronoUnit.NANOS.between(Instant.EPOCH, OffsetDateTime.parse(time).toInstant());
    } catch (DateTimeException e) {
      throw CommandFailure.usage(
          List.of("--start-at: " + time + " (expected: a time as in 2026-01-31T12:00:00Z, or -)"));
    }
  }
}
