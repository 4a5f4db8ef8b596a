package dev.chatctl.gateway;

import dev.chatctl.gateway.fault.Faults;
import dev.chatctl.gateway.internal.connection.ConnectionRegistry;
import dev.chatctl.gateway.internal.connection.Stages;
import dev.chatctl.gateway.internal.fault.FaultSampler;
import dev.chatctl.gateway.internal.integration.Integrations;
import dev.chatctl.gateway.route.WebSocketApi;
import java.net.URI;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;

/**
 * A running WebSocket API.
 *
 * <pre>{@code
 * try (Gateway gateway = Gateway.start(api, GatewaySettings.defaults())) {
 *   connect(gateway.webSocketUrl());
 * }
 * }</pre>
 *
 * <p>Functions that must know the management endpoint are made between {@link #bind} and {@link
 * BoundGateway#serve}. Thread-safe.
 */
public final class Gateway implements AutoCloseable {
  private final BoundGateway bound;
  private final Parts parts;
  private final AtomicBoolean closed = new AtomicBoolean();

  Gateway(BoundGateway bound, Parts parts) {
    this.bound = bound;
    this.parts = parts;
  }

  /** What is asked, changed or ended from here. */
  record Parts(
      Stages stages,
      FaultSampler faults,
      ConnectionRegistry connections,
      Integrations integrations) {}

  /**
   * Binds and serves.
   *
   * @throws GatewayStartException when the address cannot be taken, for one because it is in use
   */
  public static Gateway start(WebSocketApi api, GatewaySettings settings)
      throws GatewayStartException {
    return start(bound -> api, settings);
  }

  /**
   * Binds, makes the API, whose functions may have to know where {@code @connections} is, and
   * serves; whatever goes wrong, the port is free again.
   *
   * @throws GatewayStartException when the address cannot be taken, for one because it is in use
   */
  public static Gateway start(Function<BoundGateway, WebSocketApi> api, GatewaySettings settings)
      throws GatewayStartException {
    BoundGateway bound = bind(settings);
    Gateway gateway = null;
    try {
      gateway = bound.serve(api.apply(bound));
      return gateway;
    } finally {
      if (gateway == null) {
        bound.close();
      }
    }
  }

  /**
   * Takes the port without serving yet.
   *
   * @throws GatewayStartException when the address cannot be taken, for one because it is in use
   */
  public static BoundGateway bind(GatewaySettings settings) throws GatewayStartException {
    return new BoundGateway(settings);
  }

  /** Where clients connect: {@code ws://host:port/stage}. */
  public URI webSocketUrl() {
    return bound.webSocketUrl(api().stage().stage());
  }

  /** The SDK's endpoint override: {@code http://host:port/stage}. */
  public URI managementEndpoint() {
    return bound.managementEndpoint(api().stage().stage());
  }

  public int port() {
    return bound.port();
  }

  /** Where clients of another stage connect. */
  public URI webSocketUrl(String stage) {
    return bound.webSocketUrl(stage);
  }

  /** The deployment of the first stage. */
  public WebSocketApi api() {
    return parts.stages.first();
  }

  /**
   * Replaces the deployment of its stage, or adds a stage. AWS: sockets that are open follow the
   * new routes, and each can be managed through every stage.
   *
   * @throws IllegalArgumentException when it is a stage of another API
   */
  public void deploy(WebSocketApi api) {
    parts.stages.deploy(api);
  }

  /** Shows these faults from now on, beginning their sequence anew. */
  public void faults(Faults faults) {
    parts.faults.faults(faults);
  }

  /** The faults shown now. */
  public Faults faults() {
    return parts.faults.faults();
  }

  /** Sockets that {@code @connections} can reach now. */
  public int connections() {
    return parts.connections.size();
  }

  /**
   * Ends every socket with 1001, lets {@code $disconnect} functions finish within the shutdown
   * time, and frees the port and all threads.
   */
  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      bound.close(parts);
    }
  }
}
