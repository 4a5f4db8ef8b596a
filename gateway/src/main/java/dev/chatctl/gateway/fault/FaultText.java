package dev.chatctl.gateway.fault;

import static java.util.Objects.requireNonNull;

import dev.chatctl.gateway.internal.text.NamedValues;
import dev.chatctl.gateway.internal.text.NamedValues.Option;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The compact text form of faults. */
final class FaultText {
  private static final Map<String, Fault> FAULTS =
      Arrays.stream(Fault.values()).collect(Collectors.toMap(Fault::toString, fault -> fault));
  private static final String NAMES =
      "post-latency, %s, seed"
          .formatted(
              Arrays.stream(Fault.values()).map(Fault::toString).collect(Collectors.joining(", ")));
  private static final Pattern CALL = Pattern.compile("([a-z]+)\\(([^()]*)\\)");
  private static final Pattern DURATION = Pattern.compile("([0-9]+(?:\\.[0-9]+)?)(us|ms|s)");
  private static final Map<String, Double> NANOS = Map.of("us", 1e3, "ms", 1e6, "s", 1e9);
  private static final Pattern SHARE = Pattern.compile("([0-9]+(?:\\.[0-9]+)?)(%?)");

  private final Map<Fault, Double> shares = new EnumMap<>(Fault.class);
  private long seed = Faults.NONE.seed();
  private Delay latency = Faults.NONE.postLatency();

  private FaultText() {}

  static Faults parse(String text) {
    FaultText read = new FaultText();
    NamedValues.read("fault", text.toLowerCase(Locale.ROOT), read::option, NAMES);
    return new Faults(read.seed, read.latency, read.shares);
  }

  private @Nullable Option option(String name) {
    Fault fault = FAULTS.get(name);
    if (fault != null) {
      return new Option("a share such as 1% or 0.01", text -> shares.put(fault, share(text)));
    }
    return switch (name) {
      case "seed" -> new Option("a whole number", text -> seed = Long.parseLong(text));
      case "post-latency" ->
          new Option(
              "10ms, uniform(5ms,20ms), exponential(10ms) or lognormal(10ms,2)",
              text -> latency = delay(text));
      default -> null;
    };
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
    double unit = requireNonNull(NANOS.get(matcher.group(2)));
    return Duration.ofNanos(Math.round(Double.parseDouble(matcher.group(1)) * unit));
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
