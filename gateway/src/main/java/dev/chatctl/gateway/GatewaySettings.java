package dev.chatctl.gateway;

import static java.util.Objects.requireNonNull;

import dev.chatctl.gateway.event.Ids;
import java.time.Clock;

/**
 * How a gateway runs, whatever API it serves. Immutable; start from {@link #defaults()}.
 *
 * @param host the address to bind; loopback unless asked
 * @param port 0 picks a free one
 * @param eventLoops threads that read and write sockets
 * @param idForm the form of connection ids
 * @param clock the source of every time in events and of idleness
 */
public record GatewaySettings(
    String host,
    int port,
    int eventLoops,
    Timing timing,
    Sizes sizes,
    Ids.Form idForm,
    Clock clock) {
  public GatewaySettings {
    requireNonNull(host, "host");
    requireNonNull(timing, "timing");
    requireNonNull(sizes, "sizes");
    requireNonNull(idForm, "idForm");
    requireNonNull(clock, "clock");
    if (port < 0 || port > 65_535) {
      throw new IllegalArgumentException("port: " + port + " (expected: 0..65535)");
    }
    if (eventLoops < 1) {
      throw new IllegalArgumentException("eventLoops: " + eventLoops + " (expected: >= 1)");
    }
  }

  /** A free port on 127.0.0.1, one event loop for each processor, the limits of AWS. */
  public static GatewaySettings defaults() {
    return new GatewaySettings(
        "127.0.0.1",
        0,
        Runtime.getRuntime().availableProcessors(),
        Timing.AWS,
        Sizes.AWS,
        Ids.Form.LONG,
        Clock.systemUTC());
  }

  public GatewaySettings withHost(String host) {
    return new GatewaySettings(host, port, eventLoops, timing, sizes, idForm, clock);
  }

  public GatewaySettings withPort(int port) {
    return new GatewaySettings(host, port, eventLoops, timing, sizes, idForm, clock);
  }

  public GatewaySettings withEventLoops(int eventLoops) {
    return new GatewaySettings(host, port, eventLoops, timing, sizes, idForm, clock);
  }

  public GatewaySettings withTiming(Timing timing) {
    return new GatewaySettings(host, port, eventLoops, timing, sizes, idForm, clock);
  }

  public GatewaySettings withSizes(Sizes sizes) {
    return new GatewaySettings(host, port, eventLoops, timing, sizes, idForm, clock);
  }

  public GatewaySettings withIdForm(Ids.Form idForm) {
    return new GatewaySettings(host, port, eventLoops, timing, sizes, idForm, clock);
  }

  public GatewaySettings withClock(Clock clock) {
    return new GatewaySettings(host, port, eventLoops, timing, sizes, idForm, clock);
  }
}
