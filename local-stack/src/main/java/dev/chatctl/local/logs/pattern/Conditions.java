package dev.chatctl.local.logs.pattern;

import java.util.function.Function;
import java.util.function.Predicate;

/** Conditions joined by &amp;&amp; and ||, with parentheses; &amp;&amp; binds tighter. */
final class Conditions {
  private Conditions() {}

  static <T> Predicate<T> parse(Scanner scanner, Function<Scanner, Predicate<T>> condition) {
    Predicate<T> any = all(scanner, condition);
    while (scanner.take("||")) {
      any = any.or(all(scanner, condition));
    }
    return any;
  }

  private static <T> Predicate<T> all(Scanner scanner, Function<Scanner, Predicate<T>> condition) {
    Predicate<T> all = one(scanner, condition);
    while (scanner.take("&&")) {
      all = all.and(one(scanner, condition));
    }
    return all;
  }

  private static <T> Predicate<T> one(Scanner scanner, Function<Scanner, Predicate<T>> condition) {
    if (!scanner.take("(")) {
      return condition.apply(scanner);
    }
    Predicate<T> inner = parse(scanner, condition);
    scanner.expect(")");
    return inner;
  }
}
