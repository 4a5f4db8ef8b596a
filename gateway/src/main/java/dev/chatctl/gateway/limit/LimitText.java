package dev.chatctl.gateway.limit;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The compact text form of limits. */
final class LimitText {
  private static final Pattern RATE =
      Pattern.compile("([0-9]{1,9}(?:\\.[0-9]+)?)(?:/([0-9]{1,9}))?");
  private static final String AWS = "aws";
  private static final String CONNECTS = "connects";
  private static final String REQUESTS = "requests";
  private static final String ROUTE = "route:";

  private final List<String> problems = new ArrayList<>();
  private final Map<String, RateLimit> rates = new LinkedHashMap<>();
  private boolean aws;

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
    return parser.limits();
  }

  private void part(String part) {
    int equals = part.indexOf('=');
    String name = equals < 0 ? part : part.substring(0, equals).strip();
    String value = equals < 0 ? "" : part.substring(equals + 1).strip();
    if (part.equals(AWS)) {
      once(AWS, !aws);
      aws = true;
    } else if (name.equals(CONNECTS)
        || name.equals(REQUESTS)
        || (name.startsWith(ROUTE) && name.length() > ROUTE.length())) {
      rate(name, value);
    } else {
      problems.add(
          "limit: '" + part + "' (expected: aws, connects=RATE, requests=RATE or route:KEY=RATE)");
    }
  }

  private void rate(String name, String value) {
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
      once(name, rates.put(name, new RateLimit(perSecond, burst)) == null);
    } catch (IllegalArgumentException invalid) {
      problems.add(
          "limit %s: '%s' (expected: a rate above 0 such as 500 or, with a burst, 500/1000)"
              .formatted(name, value));
    }
  }

  private void once(String name, boolean first) {
    if (!first) {
      problems.add("limit " + name + ": given twice (expected: once)");
    }
  }

  /** What is named overrides what AWS has, whichever comes first. */
  private Limits limits() {
    Limits limits = aws ? Limits.AWS : Limits.NONE;
    Map<String, RateLimit> routes = new LinkedHashMap<>();
    for (Map.Entry<String, RateLimit> entry : rates.entrySet()) {
      RateLimit rate = entry.getValue();
      switch (entry.getKey()) {
        case CONNECTS -> limits = limits.withConnects(rate);
        case REQUESTS -> limits = limits.withRequests(rate);
        default -> routes.put(entry.getKey().substring(ROUTE.length()), rate);
      }
    }
    return limits.withRoutes(routes);
  }
}
