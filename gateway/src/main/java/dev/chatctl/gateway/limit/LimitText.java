package dev.chatctl.gateway.limit;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The compact text form of limits. */
final class LimitText {
  private static final Pattern RATE =
      Pattern.compile("([0-9]{1,9}(?:\\.[0-9]+)?)(?:/([0-9]{1,9}))?");
  private static final String ROUTE = "route:";

  private final List<String> problems = new ArrayList<>();
  private final Map<String, Rate> routes = new LinkedHashMap<>();
  private Limits limits = Limits.NONE;

  private LimitText() {}

  static Limits parse(String text) {
    LimitText parser = new LimitText();
    for (String part : text.split(",", -1)) {
      if (!part.isBlank()) {
        parser.part(part.strip());
      }
    }
    if (!parser.problems.isEmpty()) {
      throw new IllegalArgumentException(String.join("; ", parser.problems));
    }
    return parser.limits.withRoutes(parser.routes);
  }

  private void part(String part) {
    int equals = part.indexOf('=');
    String name = equals < 0 ? part : part.substring(0, equals).strip();
    String value = equals < 0 ? "" : part.substring(equals + 1).strip();
    if (part.equals("aws")) {
      limits = Limits.AWS;
    } else if (name.equals("connects")) {
      rate(name, value, rate -> limits = limits.withConnects(rate));
    } else if (name.equals("requests")) {
      rate(name, value, rate -> limits = limits.withRequests(rate));
    } else if (name.startsWith(ROUTE) && name.length() > ROUTE.length()) {
      rate(name, value, rate -> routes.put(name.substring(ROUTE.length()), rate));
    } else {
      problems.add(
          "limit: '" + part + "' (expected: aws, connects=RATE, requests=RATE or route:KEY=RATE)");
    }
  }

  private void rate(String name, String value, Consumer<Rate> take) {
    Matcher matcher = RATE.matcher(value);
    try {
      if (!matcher.matches()) {
        throw new IllegalArgumentException(value);
      }
      double perSecond = Double.parseDouble(matcher.group(1));
      int burst =
          matcher.group(2) == null
              ? (int) Math.max(1, Math.ceil(perSecond))
              : Integer.parseInt(matcher.group(2));
      take.accept(new Rate(perSecond, burst));
    } catch (IllegalArgumentException invalid) {
      problems.add(
          "limit %s: '%s' (expected: a rate above 0 such as 500 or, with a burst, 500/1000)"
              .formatted(name, value));
    }
  }
}
