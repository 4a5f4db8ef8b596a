package dev.chatctl.gateway.internal.message;

import dev.chatctl.gateway.fault.Faults;
import dev.chatctl.gateway.internal.connection.ClientConnection;
import dev.chatctl.gateway.internal.connection.ConnectionRegistry;
import dev.chatctl.gateway.internal.connection.Disconnects;
import dev.chatctl.gateway.internal.connection.Stages;
import dev.chatctl.gateway.internal.fault.FaultSampler;
import dev.chatctl.gateway.internal.integration.Integrations;
import dev.chatctl.gateway.internal.text.ServiceIds;
import dev.chatctl.gateway.limit.Sizes;
import dev.chatctl.gateway.limit.Timeouts;
import dev.chatctl.gateway.observe.GatewayObserver;
import dev.chatctl.gateway.route.WebSocketApi;
import io.netty.channel.embedded.EmbeddedChannel;
import java.time.InstantSource;

/** A connection without a network. */
final class EmbeddedConnection implements AutoCloseable {
  final Stages stages = new Stages(WebSocketApi.builder().build(), false);
  final EmbeddedChannel channel = new EmbeddedChannel();
  final ClientConnection connection;
  final Integrations integrations;

  EmbeddedConnection() {
    var faults = new FaultSampler(Faults.NONE);
    this.integrations = new Integrations(Timeouts.AWS.integration(), faults);
    var connections =
        new ConnectionRegistry(
            new Disconnects(
                stages, integrations, faults, GatewayObserver.NONE, InstantSource.system()),
            GatewayObserver.NONE,
            new ServiceIds(13),
            Sizes.AWS,
            Timeouts.AWS,
            InstantSource.system());
    this.connection =
        new ClientConnection(
            connections.client(stages.first().stage(), "-", null), channel, connections);
  }

  boolean isRead() {
    return channel.config().isAutoRead();
  }

  @Override
  public void close() {
    channel.finishAndReleaseAll();
    integrations.close(System.nanoTime());
  }
}
