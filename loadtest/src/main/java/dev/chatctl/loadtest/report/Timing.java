package dev.chatctl.loadtest.report;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** What is timed in a run. */
public enum Timing {
  /** From due to arrival, each delivery. */
  DELIVERY,
  /** Of those, the ones that a pause of the generator overlaps. */
  PAUSED,
  /** From due to the first arrival, each message that reached anybody. */
  TIME_TO_FIRST,
  /** From due to the last arrival, each message that reached anybody. */
  TIME_TO_LAST,
  /** From due to written, each message. */
  SEND_LAG,
  /** Each handshake. */
  CONNECT,
  /** Between a listener's socket and its next. */
  OUTAGE,
  /** From due to answered, each history request. */
  HISTORY;

  /** Its name in {@code summary.json}. */
  String key() {
    return this == PAUSED ? "delivery_paused_ms" : name().toLowerCase(Locale.ROOT) + "_ms";
  }

  /** All of a run. */
  static Map<Timing, Quantiles> of(Results results) {
    return Arrays.stream(values())
        .collect(Collectors.toMap(timing -> timing, timing -> timing.quantiles(results)));
  }

  private Quantiles quantiles(Results results) {
    return switch (this) {
      case DELIVERY -> Quantiles.ofMicros(results.total("delivery"));
      case PAUSED -> Quantiles.ofMicros(results.total("paused"));
      case TIME_TO_FIRST ->
          Quantiles.ofNanos(results.sent().flatMapToLong(m -> m.arrivals().firstNanos().stream()));
      case TIME_TO_LAST ->
          Quantiles.ofNanos(results.sent().flatMapToLong(m -> m.arrivals().lastNanos().stream()));
      case SEND_LAG -> Quantiles.ofMicros(results.total("sendlag"));
      case CONNECT -> Quantiles.ofMicros(results.total("connect"));
      case OUTAGE -> Quantiles.ofMicros(results.total("outage"));
      case HISTORY -> Quantiles.ofMicros(results.total("history"));
    };
  }
}
