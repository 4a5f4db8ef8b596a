package dev.chatctl.gateway;

import dev.chatctl.gateway.event.Client;
import dev.chatctl.gateway.event.Closing;
import dev.chatctl.gateway.event.Events;
import dev.chatctl.gateway.event.Ids;
import dev.chatctl.gateway.event.RequestContext;
import dev.chatctl.gateway.route.Route;
import dev.chatctl.gateway.route.WebSocketApi;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** What all sockets of one running gateway share. */
final class Engine {
  private final GatewaySettings settings;
  private final Integrations integrations;
  private final ConnectionTable connections = new ConnectionTable();
  private final Ids ids;
  private volatile WebSocketApi api;

  Engine(WebSocketApi api, GatewaySettings settings) {
    this.api = api;
    this.settings = settings;
    this.ids = new Ids(settings.idForm());
    this.integrations = new Integrations(settings.timing().integration());
  }

  GatewaySettings settings() {
    return settings;
  }

  /** The deployment that serves the next event, of existing sockets too. */
  WebSocketApi api() {
    return api;
  }

  void deploy(WebSocketApi api) {
    this.api = api;
  }

  Integrations integrations() {
    return integrations;
  }

  ConnectionTable connections() {
    return connections;
  }

  Ids ids() {
    return ids;
  }

  long now() {
    return settings.clock().millis();
  }

  /** The socket is gone: runs {@code $disconnect}, whose answer nobody waits for. */
  void disconnected(Client client, Closing closing) {
    WebSocketApi current = api;
    Route route = current.route(Route.DISCONNECT);
    if (route == null) {
      return;
    }
    RequestContext context = RequestContext.disconnect(client, closing, now());
    integrations.start(
        route.function(),
        () -> Events.disconnect(context, current.stageVariables()),
        ignored -> {});
  }

  /** Ends all sockets and waits for what their end sets off, within the shutdown time. */
  void close() {
    long deadline = System.nanoTime() + settings.timing().shutdown().toNanos();
    List<Connection> ending = List.copyOf(connections.all());
    ending.forEach(connection -> connection.closeNow(Closing.GOING_AWAY));
    for (Connection connection : ending) {
      connection
          .channel()
          .closeFuture()
          .awaitUninterruptibly(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
    }
    integrations.close(Duration.ofNanos(Math.max(0, deadline - System.nanoTime())));
  }
}
