package dev.chatctl.gateway;

import static java.util.Objects.requireNonNull;

import dev.chatctl.gateway.event.Unproven;
import dev.chatctl.gateway.fault.Faults;
import dev.chatctl.gateway.limit.Limits;
import dev.chatctl.gateway.limit.Sizes;
import dev.chatctl.gateway.limit.Timing;
import dev.chatctl.gateway.observe.GatewayObserver;
import dev.chatctl.gateway.signature.Signatures;
import java.time.Clock;

/**
 * How a gateway runs, whatever API it serves. Immutable: every {@code with} gives a new one; start
 * from {@link #defaults()}.
 */
public final class GatewaySettings implements Cloneable {
  private static final int MAX_PORT = 65_535;

  private String host = "127.0.0.1";
  private int port;
  private Timing timing = Timing.AWS;
  private Sizes sizes = Sizes.AWS;
  private Unproven unproven = Unproven.DEFAULT;
  private IdForm idForm = IdForm.LONG;
  private Limits limits = Limits.NONE;
  private Faults faults = Faults.NONE;
  private Signatures signatures = Signatures.NONE;
  private GatewayObserver observer = GatewayObserver.NONE;
  private Clock clock = Clock.systemUTC();

  private GatewaySettings() {}

  /**
   * A free port on 127.0.0.1, an event loop for each processor, the sizes and times of AWS; rates
   * are not limited and signatures not asked for.
   */
  public static GatewaySettings defaults() {
    return new GatewaySettings();
  }

  public String host() {
    return host;
  }

  public int port() {
    return port;
  }

  public Timing timing() {
    return timing;
  }

  public Sizes sizes() {
    return sizes;
  }

  public Unproven unproven() {
    return unproven;
  }

  public IdForm idForm() {
    return idForm;
  }

  public Limits limits() {
    return limits;
  }

  public Faults faults() {
    return faults;
  }

  public Signatures signatures() {
    return signatures;
  }

  public GatewayObserver observer() {
    return observer;
  }

  public Clock clock() {
    return clock;
  }

  /** The address to bind; loopback unless asked. */
  public GatewaySettings withHost(String host) {
    GatewaySettings copy = copy();
    copy.host = requireNonNull(host, "host");
    return copy;
  }

  /** 0 picks a free one. */
  public GatewaySettings withPort(int port) {
    if (port < 0 || port > MAX_PORT) {
      throw new IllegalArgumentException("port: " + port + " (expected: 0.." + MAX_PORT + ")");
    }
    GatewaySettings copy = copy();
    copy.port = port;
    return copy;
  }

  public GatewaySettings withTiming(Timing timing) {
    GatewaySettings copy = copy();
    copy.timing = requireNonNull(timing, "timing");
    return copy;
  }

  public GatewaySettings withSizes(Sizes sizes) {
    GatewaySettings copy = copy();
    copy.sizes = requireNonNull(sizes, "sizes");
    return copy;
  }

  public GatewaySettings withUnproven(Unproven unproven) {
    GatewaySettings copy = copy();
    copy.unproven = requireNonNull(unproven, "unproven");
    return copy;
  }

  /** The form of connection ids. */
  public GatewaySettings withIdForm(IdForm idForm) {
    GatewaySettings copy = copy();
    copy.idForm = requireNonNull(idForm, "idForm");
    return copy;
  }

  /** {@link Limits#AWS} is the one switch for "as in AWS". */
  public GatewaySettings withLimits(Limits limits) {
    GatewaySettings copy = copy();
    copy.limits = requireNonNull(limits, "limits");
    return copy;
  }

  /** Faults from the start; they can be changed while the gateway runs. */
  public GatewaySettings withFaults(Faults faults) {
    GatewaySettings copy = copy();
    copy.faults = requireNonNull(faults, "faults");
    return copy;
  }

  /** Demands signed {@code @connections} calls, and judges IAM-authorized handshakes. */
  public GatewaySettings withSignatures(Signatures signatures) {
    GatewaySettings copy = copy();
    copy.signatures = requireNonNull(signatures, "signatures");
    return copy;
  }

  public GatewaySettings withObserver(GatewayObserver observer) {
    GatewaySettings copy = copy();
    copy.observer = requireNonNull(observer, "observer");
    return copy;
  }

  /** The source of every time in events and of idleness. */
  public GatewaySettings withClock(Clock clock) {
    GatewaySettings copy = copy();
    copy.clock = requireNonNull(clock, "clock");
    return copy;
  }

  private GatewaySettings copy() {
    try {
      return (GatewaySettings) clone();
    } catch (CloneNotSupportedException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
