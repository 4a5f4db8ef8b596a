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
   * Reads {@code none}, or a list of faults, each with its value or the usual one, and {@code all}
   * for all of them; what comes later counts.
   *
   * @throws CliException if there is no such fault
   */
  static Trouble parse(String text) {
    if (text.equals("none")) {
      return new Trouble("", Optional.empty(), false);
    }
    Map<String, String> chosen = new LinkedHashMap<>();
    for (String part : COMMA.split(text, -1)) {
      String[] pair = part.strip().split("=", 2);
      if (part.strip().equals("all")) {
        chosen.putAll(USUAL);
      } else if (USUAL.containsKey(pair[0])) {
        chosen.put(pair[0], pair.length == 2 ? pair[1] : USUAL.get(pair[0]));
      } else {
        throw unknown(pair[0]);
      }
    }
    Optional<Duration> kill =
        Optional.ofNullable(chosen.remove(KILL)).map(value -> Durations.parse(value, "s"));
    List<String> faults = new ArrayList<>();
    chosen.forEach((fault, value) -> faults.add(fault + "=" + value));
    boolean lossy = kill.isPresent() || !LOSSLESS.containsAll(chosen.keySet());
    return new Trouble(String.join(",", faults), kill, lossy);
  }

  private static CliException unknown(String fault) {
    return CliException.usage(
        "--faults: %s (expected: none, all, or some of %s)"
            .formatted(fault, String.join(", ", USUAL.keySet())),
        Guess.closestTo(fault, List.copyOf(USUAL.keySet()))
            .map(meant -> "did you mean " + meant + "?")
            .orElse("docs/gateway.md lists them"));
  }
}
