package dev.chatctl.local.fault;

import static java.util.Objects.requireNonNull;

import dev.chatctl.gateway.fault.Delay;
import dev.chatctl.gateway.fault.Fault;
import dev.chatctl.gateway.fault.Faults;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.regex.Pattern;

/**
 * What goes wrong in the whole stack, in one text: {@code gone=1%,table-throttle=2%,seed=42}.
 *
 * @param gateway those of the gateway, and the seed of all
 * @param tableLatency how long each call of a table waits before it is made
 * @param queueLatency how long each message waits that was taken from the queue
 * @param shares of 0 to 1, of the operations that meet each fault
 */
public record StackFaults(
    Faults gateway, Delay tableLatency, Delay queueLatency, Map<ServiceFault, Double> shares) {
  public static final StackFaults NONE =
      new StackFaults(Faults.NONE, Faults.NONE.postLatency(), Faults.NONE.postLatency(), Map.of());

  private static final String TABLE_LATENCY = "table-latency";
  private static final String QUEUE_LATENCY = "queue-latency";
  private static final Pattern OURS = Pattern.compile("(?:table|queue|function)-.*");
  // Not those between the brackets of a delay.
  private static final Pattern COMMA = Pattern.compile(",(?![^(]*\\))");

  public StackFaults {
    shares = Map.copyOf(shares);
  }

  /** The share of operations that meet this fault. */
  public double share(ServiceFault fault) {
    return shares.getOrDefault(fault, 0.0);
  }

  /**
   * Reads the text.
   *
   * @throws IllegalArgumentException naming what is wrong and what would be right
   */
  public static StackFaults parse(String text) {
    var gateways = new StringJoiner(",");
    Delay tableLatency = NONE.tableLatency;
    Delay queueLatency = NONE.queueLatency;
    var shares = new EnumMap<ServiceFault, Double>(ServiceFault.class);
    for (String part : COMMA.split(text.toLowerCase(Locale.ROOT), -1)) {
      String[] pair = part.strip().split("=", 2);
      if (!OURS.matcher(pair[0]).matches()) {
        gateways.add(part);
        continue;
      }
      String value = pair.length == 2 ? pair[1] : "";
      switch (pair[0]) {
        case TABLE_LATENCY -> tableLatency = delay(part, value);
        case QUEUE_LATENCY -> queueLatency = delay(part, value);
        default -> shares.put(fault(pair[0]), share(part, value));
      }
    }
    return new StackFaults(Faults.parse(gateways.toString()), tableLatency, queueLatency, shares);
  }

  /** The text, which {@link #parse} reads back; empty when nothing goes wrong. */
  public String toText() {
    var text = new StringJoiner(",");
    delay(TABLE_LATENCY, tableLatency).ifPresent(text::add);
    delay(QUEUE_LATENCY, queueLatency).ifPresent(text::add);
    for (ServiceFault fault : ServiceFault.values()) {
      if (share(fault) > 0) {
        text.add(fault + "=" + share(fault));
      }
    }
    if (!gateway.toText().isEmpty()) {
      text.add(gateway.toText());
    }
    return text.toString();
  }

  private static ServiceFault fault(String name) {
    return Arrays.stream(ServiceFault.values())
        .filter(fault -> fault.toString().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "fault: %s (expected: one of %s, %s, %s, or one of the gateway's)"
                        .formatted(
                            name,
                            TABLE_LATENCY,
                            QUEUE_LATENCY,
                            String.join(
                                ", ",
                                List.of(ServiceFault.values()).stream()
                                    .map(ServiceFault::toString)
                                    .toList()))));
  }

  // The gateway reads and writes values of the same kinds.
  private static double share(String part, String value) {
    try {
      return Faults.parse(Fault.GONE + "=" + value).share(Fault.GONE);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          part.strip() + " (expected: a share from 0 to 1, such as 1% or 0.01)", e);
    }
  }

  private static Delay delay(String part, String value) {
    try {
      return Faults.parse("post-latency=" + value).postLatency();
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          part.strip()
              + " (expected: 10ms, uniform(5ms,20ms), exponential(10ms) or lognormal(10ms,2))",
          e);
    }
  }

  private static Optional<String> delay(String name, Delay delay) {
    String text = new Faults(0, requireNonNull(delay), Map.of()).toText();
    return text.isEmpty() ? Optional.empty() : Optional.of(text.replace("post-latency", name));
  }
}
