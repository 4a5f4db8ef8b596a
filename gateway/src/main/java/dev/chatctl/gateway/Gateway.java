package dev.chatctl.gateway;

import dev.chatctl.gateway.fault.Faults;
import dev.chatctl.gateway.route.WebSocketApi;
import java.net.URI;
import java.util.concurrent.atomic.AtomicBoolean;

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
  private final Engine engine;
  private final BoundGateway bound;
  private final AtomicBoolean closed = new AtomicBoolean();

  Gateway(Engine engine, BoundGateway bound) {
    this.engine = engine;
    this.bound = bound;
  }

  /**
   * Binds and serves.
   *
   * @throws GatewayStartException when the address cannot be taken, for one because it is in use
   */
  public static Gateway start(WebSocketApi api, GatewaySettings settings)
      throws GatewayStartException {
    return bind(settings).serve(api);
  }

  /**
   * Takes the port without serving yet.
   *
   * @throws GatewayStartException when the address cannot be taken, for one because it is in use
   */
  public static BoundGateway bind(GatewaySettings settings) throws GatewayStartException {
    return BoundGateway.bind(settings);
  }

  /** Where clients connect: {@code ws://host:port/stage}. */
  public URI webSocketUrl() {
    return bound.webSocketUrl(engine.api().stage());
  }

  /** The SDK's endpoint override: {@code http://host:port/stage}. */
  public URI managementEndpoint() {
    return bound.managementEndpoint(engine.api().stage());
  }

  public int port() {
    return bound.port();
  }

  /** The deployment in service. */
  public WebSocketApi api() {
    return engine.api();
  }

  /** Replaces the deployment. AWS: sockets that are open follow the new routes. */
  public void deploy(WebSocketApi api) {
    engine.deploy(api);
  }

  /** Shows these faults from now on, beginning their sequence anew. */
  public void faults(Faults faults) {
    engine.faults(faults);
  }

  /** The faults shown now. */
  public Faults faults() {
    return engine.faults().faults();
  }

  /** Sockets that {@code @connections} can reach now. */
  public int connections() {
    return engine.connections().size();
  }

  /**
   * Ends every socket with 1001, lets {@code $disconnect} functions finish within the shutdown
   * time, and frees the port and all threads.
   */
  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      bound.stopListening();
      engine.close();
      bound.close();
    }
  }
}
