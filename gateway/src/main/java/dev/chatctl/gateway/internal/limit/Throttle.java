package dev.chatctl.gateway.internal.limit;

import dev.chatctl.gateway.limit.Limits;
import dev.chatctl.gateway.limit.ThrottleSettings;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The limits at work. Thread-safe. */
public final class Throttle {
  private final @Nullable RateBucket connects;
  private final @Nullable RateBucket requests;
  private final Map<String, RateBucket> routes;

  public Throttle(Limits limits, LongSupplier nanoTime) {
    this.connects = bucket(limits.connects(), nanoTime);
    this.requests = bucket(limits.requests(), nanoTime);
    this.routes =
        limits.routes().entrySet().stream()
            .collect(
                Collectors.toUnmodifiableMap(
                    Map.Entry::getKey, entry -> new RateBucket(entry.getValue(), nanoTime)));
  }

  public boolean allowsConnect() {
    return take(connects) && take(requests);
  }

  public boolean allowsCall() {
    return take(requests);
  }

  public boolean allowsMessage(String routeKey) {
    return take(routes.get(routeKey)) && take(requests);
  }

  private static @Nullable RateBucket bucket(
      @Nullable ThrottleSettings rate, LongSupplier nanoTime) {
    return rate == null ? null : new RateBucket(rate, nanoTime);
  }

  private static boolean take(@Nullable RateBucket bucket) {
    return bucket == null || bucket.tryTake();
  }
}
