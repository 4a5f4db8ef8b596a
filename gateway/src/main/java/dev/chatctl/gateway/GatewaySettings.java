package dev.chatctl.gateway;

import static java.util.Objects.requireNonNull;

import dev.chatctl.gateway.event.Unproven;
import dev.chatctl.gateway.fault.Faults;
import dev.chatctl.gateway.limit.Limits;
import dev.chatctl.gateway.limit.RequestFilter;
import dev.chatctl.gateway.limit.Sizes;
import dev.chatctl.gateway.limit.Timeouts;
import dev.chatctl.gateway.observe.GatewayObserver;
import dev.chatctl.gateway.signature.Signatures;
import java.time.Clock;
import java.util.function.Consumer;

/**
 * How a gateway runs, whatever API it serves. Immutable: every {@code with} gives a new one; start
 * from {@link #defaults()}.
 */
public final class GatewaySettings implements Cloneable {
  private static final int MAX_PORT = 65_535;

  String host = "127.0.0.1";
  int port;
  Timeouts timeouts = Timeouts.AWS;
  Sizes sizes = Sizes.AWS;
  Unproven unproven = Unproven.DEFAULT;
  IdForm idForm = IdForm.LONG;
  Limits limits = Limits.NONE;
  Faults faults = Faults.NONE;
  Signatures signatures = Signatures.NONE;
  RequestFilter filter = RequestFilter.NONE;
  GatewayObserver observer = GatewayObserver.NONE;
  Clock clock = Clock.systemUTC();

  private GatewaySettings() {}

  /**
   * A free port on 127.0.0.1, an event loop for each processor, the sizes and times of AWS; rates
   * are not limited and signatures not asked for.
   */
  public static GatewaySettings defaults() {
    return new GatewaySettings();
  }

  /** The address to bind; loopback unless asked. */
  public GatewaySettings withHost(String host) {
    return with(copy -> copy.host = requireNonNull(host, "host"));
  }

  /** 0 picks a free one. */
  public GatewaySettings withPort(int port) {
    if (port < 0 || port > MAX_PORT) {
      throw new IllegalArgumentException("port: " + port + " (expected: 0.." + MAX_PORT + ")");
    }
    return with(copy -> copy.port = port);
  }

  public GatewaySettings withTimeouts(Timeouts timeouts) {
    return with(copy -> copy.timeouts = requireNonNull(timeouts, "timeouts"));
  }

  public GatewaySettings withSizes(Sizes sizes) {
    return with(copy -> copy.sizes = requireNonNull(sizes, "sizes"));
  }

  public GatewaySettings withUnproven(Unproven unproven) {
    return with(copy -> copy.unproven = requireNonNull(unproven, "unproven"));
  }

  /** The form of connection ids. */
  public GatewaySettings withIdForm(IdForm idForm) {
    return with(copy -> copy.idForm = requireNonNull(idForm, "idForm"));
  }

  /** {@link Limits#AWS} is the one switch for "as in AWS". */
  public GatewaySettings withLimits(Limits limits) {
    return with(copy -> copy.limits = requireNonNull(limits, "limits"));
  }

  /** Faults from the start; they can be changed while the gateway runs. */
  public GatewaySettings withFaults(Faults faults) {
    return with(copy -> copy.faults = requireNonNull(faults, "faults"));
  }

  /** Demands signed {@code @connections} calls, and judges IAM-authorized handshakes. */
  public GatewaySettings withSignatures(Signatures signatures) {
    return with(copy -> copy.signatures = requireNonNull(signatures, "signatures"));
  }

  /** Refuses requests that AWS would take. */
  public GatewaySettings withFilter(RequestFilter filter) {
    return with(copy -> copy.filter = requireNonNull(filter, "filter"));
  }

  public GatewaySettings withObserver(GatewayObserver observer) {
    return with(copy -> copy.observer = requireNonNull(observer, "observer"));
  }

  /** The source of every time in events and of idleness. */
  public GatewaySettings withClock(Clock clock) {
    return with(copy -> copy.clock = requireNonNull(clock, "clock"));
  }

  private GatewaySettings with(Consumer<GatewaySettings> change) {
    try {
      GatewaySettings copy = (GatewaySettings) clone();
      change.accept(copy);
      return copy;
    } catch (CloneNotSupportedException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
