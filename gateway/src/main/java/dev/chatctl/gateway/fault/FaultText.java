package dev.chatctl.gateway.fault;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The compact text form of faults. */
final class FaultText {
  private static final Map<String, Fault> FAULTS =
      Arrays.stream(Fault.values()).collect(Collectors.toMap(Fault::toString, fault -> fault));
  private static final String NAMES =
      "post-latency, %s, seed"
          .formatted(
              Arrays.stream(Fault.values()).map(Fault::toString).collect(Collectors.joining(", ")));
  private static final String DELAYS =
      "10ms, uniform(5ms,20ms), exponential(10ms) or lognormal(10ms,2)";
  // A comma inside parentheses belongs to the value.
  private static final Pattern SEPARATOR = Pattern.compile(",(?![^(]*\\))");
  private static final Pattern CALL = Pattern.compile("([a-z]+)\\(([^()]*)\\)");
  private static final Pattern DURATION = Pattern.compile("([0-9]+(?:\\.[0-9]+)?)(us|ms|s)");
  private static final Pattern SHARE = Pattern.compile("([0-9]+(?:\\.[0-9]+)?)(%?)");

  private final Set<String> given = new HashSet<>();
  private final List<String> problems = new ArrayList<>();
  private final Map<Fault, Double> shares = new EnumMap<>(Fault.class);
  private long seed = Faults.NONE.seed();
  private Delay latency = Faults.NONE.postLatency();

  private FaultText() {}

  static Faults parse(String text) {
    FaultText parser = new FaultText();
    for (String part : SEPARATOR.split(text, -1)) {
      if (!part.isBlank()) {
        parser.part(part.strip());
      }
    }
    if (parser.problems.isEmpty()) {
      return new Faults(parser.seed, parser.latency, parser.shares);
    }
    throw new IllegalArgumentException(String.join("; ", parser.problems));
  }

  static String format(Faults faults) {
    StringJoiner text = new StringJoiner(",");
    if (!faults.postLatency().equals(Faults.NONE.postLatency())) {
      text.add("post-latency=" + format(faults.postLatency()));
    }
    faults
        .shares()
        .forEach(
            (fault, share) -> text.add(fault + "=" + BigDecimal.valueOf(share).toPlainString()));
    if (faults.seed() != Faults.NONE.seed()) {
      text.add("seed=" + faults.seed());
    }
    return text.toString();
  }

  private static String format(Delay delay) {
    return switch (delay) {
      case Delay.Fixed(Duration value) -> format(value);
      case Delay.Uniform(Duration from, Duration to) ->
          "uniform(" + format(from) + "," + format(to) + ")";
      case Delay.Exponential(Duration mean) -> "exponential(" + format(mean) + ")";
      case Delay.Lognormal(Duration median, double spread) ->
          "lognormal(" + format(median) + "," + spread + ")";
    };
  }

  private static String format(Duration duration) {
    BigDecimal micros = BigDecimal.valueOf(duration.toNanos()).movePointLeft(3);
    return micros.signum() == 0 ? "0us" : micros.stripTrailingZeros().toPlainString() + "us";
  }

  private void part(String part) {
    int equals = part.indexOf('=');
    String name = (equals < 0 ? part : part.substring(0, equals)).strip().toLowerCase(Locale.ROOT);
    String value = equals < 0 ? "" : part.substring(equals + 1).strip();
    Fault fault = FAULTS.get(name);
    if (fault != null) {
      read(name, value, "a share such as 1% or 0.01", () -> shares.put(fault, share(value)));
    } else if (name.equals("post-latency")) {
      read(name, value, DELAYS, () -> latency = delay(value));
    } else if (name.equals("seed")) {
      read(name, value, "a whole number", () -> seed = Long.parseLong(value));
    } else {
      problems.add("fault: '" + name + "' (expected: " + NAMES + ")");
    }
  }

  private void read(String name, String value, String rule, Runnable read) {
    try {
      if (!given.add(name)) {
        problems.add("fault " + name + ": given twice (expected: once)");
      }
      read.run();
    } catch (IllegalArgumentException invalid) {
      problems.add("fault " + name + ": '" + value + "' (expected: " + rule + ")");
    }
  }

  private static Delay delay(String text) {
    Matcher call = CALL.matcher(text);
    if (!call.matches()) {
      return new Delay.Fixed(duration(text));
    }
    String[] arguments = call.group(2).split(",", -1);
    int expected = call.group(1).equals("exponential") ? 1 : 2;
    if (arguments.length != expected) {
      throw new IllegalArgumentException(text);
    }
    Duration first = duration(arguments[0].strip());
    return switch (call.group(1)) {
      case "uniform" -> new Delay.Uniform(first, duration(arguments[1].strip()));
      case "exponential" -> new Delay.Exponential(first);
      case "lognormal" -> new Delay.Lognormal(first, Double.parseDouble(arguments[1].strip()));
      default -> throw new IllegalArgumentException(text);
    };
  }

  private static Duration duration(String text) {
    Matcher matcher = DURATION.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(text);
    }
    double value = Double.parseDouble(matcher.group(1));
    long unit =
        switch (matcher.group(2)) {
          case "us" -> 1_000L;
          case "ms" -> 1_000_000L;
          default -> 1_000_000_000L;
        };
    return Duration.ofNanos(Math.round(value * unit));
  }

  private static double share(String text) {
    Matcher matcher = SHARE.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(text);
    }
    double value = Double.parseDouble(matcher.group(1)) / (matcher.group(2).isEmpty() ? 1 : 100);
    if (value > 1) {
      throw new IllegalArgumentException(text);
    }
    return value;
  }
}
