package dev.chatctl.local.logs.pattern;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * Terms: every plain one must occur, none of those after a minus sign may, and one of those after a
 * question mark must. AWS: question marks count only when there is no plain term.
 */
record TermsPattern(
    List<Predicate<String>> required,
    List<Predicate<String>> optional,
    List<Predicate<String>> excluded)
    implements FilterPattern {

  // AWS: a term with other characters has to be quoted.
  private static final Pattern PLAIN = Pattern.compile("[\\p{L}\\p{N}_]+");

  static TermsPattern parse(String text) {
    var scanner = new Scanner(text);
    var pattern = new TermsPattern(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    while (!scanner.atEnd()) {
      List<Predicate<String>> kind =
          scanner.take("-")
              ? pattern.excluded
              : scanner.take("?") ? pattern.optional : pattern.required;
      kind.add(term(scanner));
    }
    return pattern;
  }

  @Override
  public boolean matches(String message) {
    return required.stream().allMatch(term -> term.test(message))
        && excluded.stream().noneMatch(term -> term.test(message))
        && (optional.isEmpty()
            || !required.isEmpty()
            || optional.stream().anyMatch(term -> term.test(message)));
  }

  private static Predicate<String> term(Scanner scanner) {
    return switch (scanner.peek()) {
      case '%' -> scanner.regex();
      case '"' -> containing(scanner.between('"'));
      default -> containing(plain(scanner));
    };
  }

  private static Predicate<String> containing(String term) {
    return message -> message.contains(term);
  }

  private static String plain(Scanner scanner) {
    String term = scanner.until("\"%");
    if (!PLAIN.matcher(term).matches()) {
      throw scanner.failure("expected: letters, digits and _, or a term in double quotes");
    }
    return term;
  }
}
