package dev.chatctl.loadtest.cli;

import dev.chatctl.cli.CliException;
import dev.chatctl.cli.Guess;
import dev.chatctl.cli.value.Durations;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What is made to go wrong while a local chat is checked.
 *
 * @param faults of the stack, as {@code chatctl local --fault} takes them
 * @param killEvery after which time the whole stack is killed, again and again
 * @param isLossy whether live frames may be lost or doubled by it
 */
record Trouble(String faults, Optional<Duration> killEvery, boolean isLossy) {
  private static final String KILL = "stack-kill";

  /** All there are, and how much of each; docs/gateway.md tells what they are. */
  private static final Map<String, String> USUAL = new LinkedHashMap<>();

  static {
    USUAL.put("post-latency", "exponential(5ms)");
    USUAL.put("gone", "1%");
    USUAL.put("throttle", "1%");
    USUAL.put("error", "1%");
    USUAL.put("drop-socket", "0.1%");
    USUAL.put("lose-disconnect", "5%");
    USUAL.put("integration-hang", "0.05%");
    USUAL.put("integration-throw", "0.5%");
    USUAL.put("table-latency", "exponential(2ms)");
    USUAL.put("table-throttle", "1%");
    USUAL.put("table-lose-answer", "1%");
    USUAL.put("table-ttl-late", "2%");
    USUAL.put("queue-latency", "exponential(20ms)");
    USUAL.put("queue-duplicate", "5%");
    USUAL.put("function-kill", "0.3%");
    USUAL.put(KILL, "45s");
  }

  private static final Set<String> LOSSLESS =
      Set.of("post-latency", "table-latency", "queue-latency", "table-ttl-late");

  // Not those between the brackets of a delay.
  private static final Pattern COMMA = Pattern.compile(",(?![^(]*\\))");

  /**
   * Reads {@code none}, {@code all}, or a list of faults, each with its value or the usual one.
   *
   * @throws CliException if there is no such fault
   */
  static Trouble parse(String text) {
    if (text.equals("none")) {
      return new Trouble("", Optional.empty(), false);
    }
    List<String> faults = new ArrayList<>();
    Optional<Duration> kill = Optional.empty();
    boolean lossy = false;
    for (String part : text.equals("all") ? USUAL.keySet() : List.of(COMMA.split(text, -1))) {
      String[] pair = part.strip().split("=", 2);
      String usual = USUAL.get(pair[0]);
      if (usual == null) {
        throw CliException.usage(
            "--faults: %s (expected: none, all, or some of %s)"
                .formatted(pair[0], String.join(", ", USUAL.keySet())),
            Guess.closestTo(pair[0], List.copyOf(USUAL.keySet()))
                .map(meant -> "did you mean " + meant + "?")
                .orElse("docs/gateway.md lists them"));
      }
      String value = pair.length == 2 ? pair[1] : usual;
      lossy |= !LOSSLESS.contains(pair[0]);
      if (pair[0].equals(KILL)) {
        kill = Optional.of(Durations.parse(value, "s"));
      } else {
        faults.add(pair[0] + "=" + value);
      }
    }
    return new Trouble(String.join(",", faults), kill, lossy);
  }
}
