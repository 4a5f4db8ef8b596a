package dev.chatctl.local.logs.pattern;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Conditions on the words of a line: [ip, ..., status = 4*, bytes > 1000]. AWS: what is in brackets
 * or double quotes is one word, without them.
 *
 * @param words one for each field; empty for the ellipsis, which stands for any number of words
 */
record WordsPattern(List<Optional<Predicate<String>>> words) implements FilterPattern {
  private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|\\[([^]]*)]|(\\S+)");
  private static final String ENDS = ",]=!<>)&|";

  static WordsPattern parse(String text) {
    var scanner = new Scanner(text);
    scanner.expect("[");
    var words = new ArrayList<Optional<Predicate<String>>>();
    do {
      words.add(
          scanner.take("...")
              ? Optional.empty()
              : Optional.of(Conditions.parse(scanner, WordsPattern::condition)));
    } while (scanner.take(","));
    scanner.expect("]");
    if (!scanner.atEnd() || words.stream().filter(Optional::isEmpty).count() > 1) {
      throw scanner.failure("expected: one ellipsis at most, and nothing after ]");
    }
    return new WordsPattern(List.copyOf(words));
  }

  @Override
  public boolean matches(String message) {
    List<String> found = split(message);
    int ellipsis = words.indexOf(Optional.<Predicate<String>>empty());
    int fields = words.size() - (ellipsis < 0 ? 0 : 1);
    if (ellipsis < 0 ? found.size() != fields : found.size() < fields) {
      return false;
    }
    int skipped = found.size() - fields;
    for (int i = 0; i < words.size(); i++) {
      int at = ellipsis >= 0 && i > ellipsis ? i - 1 + skipped : i;
      if (i != ellipsis && !words.get(i).map(word -> word.test(found.get(at))).orElse(true)) {
        return false;
      }
    }
    return true;
  }

  private static Predicate<String> condition(Scanner scanner) {
    String name = scanner.until(ENDS);
    if (name.isEmpty()) {
      throw scanner.failure("expected: a field's name");
    }
    Optional<Operator> comparison = Operator.parse(scanner);
    if (comparison.isEmpty()) {
      return word -> true;
    }
    Value value = Value.parse(scanner, ",])&|");
    return word -> comparison.get().test(word, value);
  }

  private static List<String> split(String message) {
    var words = new ArrayList<String>();
    Matcher matcher = WORD.matcher(message);
    while (matcher.find()) {
      String quoted = matcher.group(1) == null ? matcher.group(2) : matcher.group(1);
      words.add(quoted == null ? matcher.group(3) : quoted);
    }
    return words;
  }
}
