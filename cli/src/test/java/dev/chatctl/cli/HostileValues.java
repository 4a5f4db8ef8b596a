package dev.chatctl.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Gives every option of a command that takes a number, a length or a point of time values that are
 * none, or too large for any type: each is answered by exit code 2, the value and what was
 * expected. Which options there are, its help says.
 */
public final class HostileValues {
  private static final Pattern OPTION = Pattern.compile("(--[a-z-]+)=(\\S+?)(?=[\\s\\[]|$)");

  private static final List<String> NUMBERS =
      List.of("99999999999999999999", "1e400", "-1", "NaN", "0x10", "1_000", "ten", "٣");

  private static final List<String> LENGTHS =
      List.of("999999999999d", "99999999999999999999ms", "36501d", "-1s", "1y", "1h-", "ten", "٣s");

  private static final List<String> SIZES =
      List.of("9999999999", "1TiB", "1.5KiB", "-1", "1e3", "KiB", "1 KiB", "٣");

  private static final List<String> TIMES =
      List.of(
          "999999999999d",
          "36500d",
          "1969-12-31T23:59:59Z",
          "-0001-01-01T00:00:00Z",
          "+10000-01-01T00:00:00Z",
          "+999999999-12-31T23:59:59Z",
          "2026-13-01",
          "yesterday");

  /** By what help calls the value. */
  private static final Map<String, List<String>> VALUES =
      Map.ofEntries(
          Map.entry("LENGTH", LENGTHS),
          Map.entry("TIME", TIMES),
          Map.entry("N", NUMBERS),
          Map.entry("N/s", NUMBERS),
          Map.entry("R", NUMBERS),
          Map.entry("C", NUMBERS),
          Map.entry("K", NUMBERS),
          Map.entry("M", NUMBERS),
          Map.entry("P", NUMBERS),
          Map.entry("S", NUMBERS),
          Map.entry("W", NUMBERS),
          Map.entry("SIZE", SIZES),
          Map.entry("PORT", NUMBERS));

  private HostileValues() {}

  /**
   * Tries them all.
   *
   * @param terminals a fresh one for each command line
   * @param command a verb with what it needs, such as {@code post ID BODY}
   * @param elsewhere options that this command takes but does not look at
   * @return the options that were tried
   */
  public static List<String> refused(
      Supplier<TestTerminal> terminals, String command, String... elsewhere) {
    var tried = new ArrayList<String>();
    List<String> words = Arrays.asList(command.split(" "));
    OPTION
        .matcher(run(terminals, words, "--help").out())
        .results()
        .filter(option -> VALUES.containsKey(option.group(2)))
        .filter(option -> !Arrays.asList(elsewhere).contains(option.group(1)))
        .forEach(
            option -> {
              tried.add(option.group(1));
              for (String value : VALUES.getOrDefault(option.group(2), List.of())) {
                refuse(terminals, words, option, value);
              }
            });
    return tried;
  }

  private static void refuse(
      Supplier<TestTerminal> terminals, List<String> words, MatchResult option, String value) {
    TestTerminal.Result result = run(terminals, words, option.group(1) + "=" + value);

    assertThat(result.err())
        .as("%s %s=%s", String.join(" ", words), option.group(1), value)
        .startsWith("error: ")
        .contains(option.group(1), PrintableText.oneLine(value), "expected: ")
        .doesNotContain("unexpected", "Exception", "\tat ");
    assertThat(result.exitCode()).as(result.err()).isEqualTo(ExitCode.USAGE.code());
    assertThat(result.out()).isEmpty();
  }

  private static TestTerminal.Result run(
      Supplier<TestTerminal> terminals, List<String> words, String option) {
    var line = new ArrayList<>(words);
    line.add(option);
    return terminals.get().run(line.toArray(String[]::new));
  }
}
