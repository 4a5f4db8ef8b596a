package dev.chatctl.gateway.limit;

import dev.chatctl.gateway.internal.text.NamedValues;
import dev.chatctl.gateway.internal.text.NamedValues.Option;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The compact text form of limits. */
final class LimitText {
  private static final Pattern RATE =
      Pattern.compile("([0-9]{1,9}(?:\\.[0-9]+)?)(?:/([0-9]{1,9}))?");
  private static final String ROUTE = "route:";

  private Limits base = Limits.NONE;
  private @Nullable ThrottleSettings connects;
  private @Nullable ThrottleSettings requests;
  private final Map<String, ThrottleSettings> routes = new LinkedHashMap<>();

  private LimitText() {}

  /** What is named overrides what AWS has, whichever comes first. */
  static Limits parse(String text) {
    LimitText read = new LimitText();
    NamedValues.read(
        "limit", text, read::option, "aws, connects=RATE, requests=RATE or route:KEY=RATE");
    return new Limits(
        read.connects == null ? read.base.connects() : read.connects,
        read.requests == null ? read.base.requests() : read.requests,
        read.routes);
  }

  private @Nullable Option option(String name) {
    return switch (name) {
      case "aws" -> new Option("no value", this::aws);
      case "connects" -> rate(rate -> connects = rate);
      case "requests" -> rate(rate -> requests = rate);
      case ROUTE -> null;
      default ->
          name.startsWith(ROUTE)
              ? rate(rate -> routes.put(name.substring(ROUTE.length()), rate))
              : null;
    };
  }

  private void aws(String value) {
    if (!value.isEmpty()) {
      throw new IllegalArgumentException(value);
    }
    base = Limits.AWS;
  }

  private static Option rate(Consumer<ThrottleSettings> set) {
    return new Option(
        "a rate above 0 such as 500 or, with a burst, 500/1000",
        value -> {
          Matcher matcher = RATE.matcher(value);
          if (!matcher.matches()) {
            throw new IllegalArgumentException(value);
          }
          double perSecond = Double.parseDouble(matcher.group(1));
          String burst = matcher.group(2);
          set.accept(
              new ThrottleSettings(
                  perSecond,
                  burst == null
                      ? (int) Math.max(1, Math.ceil(perSecond))
                      : Integer.parseInt(burst)));
        });
  }
}
