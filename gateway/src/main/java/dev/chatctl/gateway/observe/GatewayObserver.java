package dev.chatctl.gateway.observe;

import dev.chatctl.gateway.event.Client;
import java.util.List;
import java.util.function.Supplier;

/**
 * Hears of everything a gateway does. Called on event loops and worker threads, by several at once:
 * an observer must be thread-safe and must not block.
 */
public interface GatewayObserver {
  /** Hears nothing; a gateway then builds no records at all. */
  GatewayObserver NONE = exchange -> {};

  /** An operation finished. */
  void finished(Exchange exchange);

  /** An operation finished; its record is made only if somebody listens. */
  default void finished(Supplier<Exchange> exchange) {
    if (!equals(NONE)) {
      finished(exchange.get());
    }
  }

  /** A socket was accepted. */
  default void opened(Client client) {}

  /** A socket that was accepted ended at {@code time}, in milliseconds since 1970. */
  default void ended(Client client, long time) {}

  /** Tells each of several. */
  static GatewayObserver all(GatewayObserver... observers) {
    List<GatewayObserver> each = List.of(observers);
    return new GatewayObserver() {
      @Override
      public void finished(Exchange exchange) {
        each.forEach(observer -> observer.finished(exchange));
      }

      @Override
      public void opened(Client client) {
        each.forEach(observer -> observer.opened(client));
      }

      @Override
      public void ended(Client client, long time) {
        each.forEach(observer -> observer.ended(client, time));
      }
    };
  }
}
