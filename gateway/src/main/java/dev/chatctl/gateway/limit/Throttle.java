package dev.chatctl.gateway.limit;

import java.util.Map;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The limits at work. Thread-safe. */
public final class Throttle {
  private final @Nullable TokenBucket connects;
  private final @Nullable TokenBucket requests;
  private final Map<String, TokenBucket> routes;

  public Throttle(Limits limits, LongSupplier nanoTime) {
    this.connects = bucket(limits.connects(), nanoTime);
    this.requests = bucket(limits.requests(), nanoTime);
    this.routes =
        limits.routes().entrySet().stream()
            .collect(
                Collectors.toUnmodifiableMap(
                    Map.Entry::getKey, entry -> new TokenBucket(entry.getValue(), nanoTime)));
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

  private static @Nullable TokenBucket bucket(@Nullable RateLimit rate, LongSupplier nanoTime) {
    return rate == null ? null : new TokenBucket(rate, nanoTime);
  }

  private static boolean take(@Nullable TokenBucket bucket) {
    return bucket == null || bucket.tryTake();
  }
}
