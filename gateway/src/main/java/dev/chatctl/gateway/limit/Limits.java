package dev.chatctl.gateway.limit;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which rates are limited.
 *
 * @param connects new connections; null for no limit
 * @param requests handshakes, messages and {@code @connections} calls together; null for no limit
 * @param routes messages of single routes, by route key
 */
public record Limits(
    @Nullable ThrottleSettings connects,
    @Nullable ThrottleSettings requests,
    Map<String, ThrottleSettings> routes) {
  /** Nothing is limited: a load test on one machine measures the machine. */
  public static final Limits NONE = new Limits(null, null, Map.of());

  /** AWS: 500 new connections a second; 10,000 requests a second with bursts of 5,000. */
  public static final Limits AWS =
      new Limits(new ThrottleSettings(500, 500), new ThrottleSettings(10_000, 5_000), Map.of());

  public Limits {
    routes = Map.copyOf(routes);
  }

  /**
   * Reads the compact form: {@code aws}, or {@code connects=500,requests=10000/5000,route:post=10},
   * or both, where what is named overrides what AWS has. A rate is a number a second, and after a
   * slash the burst, else as much as the rate.
   *
   * @throws IllegalArgumentException naming every part that is wrong and what would be right
   */
  public static Limits parse(String text) {
    return LimitText.parse(text);
  }

  public Limits withConnects(ThrottleSettings connects) {
    return new Limits(connects, requests, routes);
  }

  public Limits withRequests(ThrottleSettings requests) {
    return new Limits(connects, requests, routes);
  }

  public Limits withRoutes(Map<String, ThrottleSettings> routes) {
    return new Limits(connects, requests, routes);
  }
}
