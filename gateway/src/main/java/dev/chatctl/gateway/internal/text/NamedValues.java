package dev.chatctl.gateway.internal.text;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The compact text form of settings: {@code name=value,name=value}. */
public final class NamedValues {
  /**
   * What a name may be given.
   *
   * @param rule completes "expected:"
   * @param read throws an {@link IllegalArgumentException} for a value that breaks the rule
   */
  public record Option(String rule, Consumer<String> read) {}

  // A comma inside parentheses belongs to the value.
  private static final Pattern SEPARATOR = Pattern.compile(",(?![^(]*\\))");

  private NamedValues() {}

  /**
   * Reads a text.
   *
   * @param what it is of
   * @param options null for a name that is none
   * @param names completes "expected:" for such a name
   * @throws IllegalArgumentException naming every part that is wrong and what would be right
   */
  public static void read(
      String what, String text, Function<String, @Nullable Option> options, String names) {
    List<String> problems = new ArrayList<>();
    Set<String> given = new HashSet<>();
    for (String part : SEPARATOR.split(text, -1)) {
      String[] pair = part.split("=", 2);
      String name = pair[0].strip();
      String value = pair.length == 1 ? "" : pair[1].strip();
      Option option = options.apply(name);
      if (part.isBlank()) {
        continue;
      }
      if (option == null) {
        problems.add("%s: '%s' (expected: %s)".formatted(what, name, names));
      } else if (!given.add(name)) {
        problems.add("%s %s: given twice (expected: once)".formatted(what, name));
      } else {
        try {
          option.read.accept(value);
        } catch (IllegalArgumentException invalid) {
          problems.add("%s %s: '%s' (expected: %s)".formatted(what, name, value, option.rule));
        }
      }
    }
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException(String.join("; ", problems));
    }
  }
}
