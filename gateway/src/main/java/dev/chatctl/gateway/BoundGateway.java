package dev.chatctl.gateway;

import dev.chatctl.gateway.internal.connection.ConnectionRegistry;
import dev.chatctl.gateway.internal.connection.Disconnects;
import dev.chatctl.gateway.internal.connection.Stages;
import dev.chatctl.gateway.internal.connection.Sweeper;
import dev.chatctl.gateway.internal.fault.FaultSampler;
import dev.chatctl.gateway.internal.handshake.Admission;
import dev.chatctl.gateway.internal.handshake.Connects;
import dev.chatctl.gateway.internal.handshake.Handshakes;
import dev.chatctl.gateway.internal.integration.Integrations;
import dev.chatctl.gateway.internal.limit.Throttle;
import dev.chatctl.gateway.internal.management.ManagementApi;
import dev.chatctl.gateway.internal.message.InFlight;
import dev.chatctl.gateway.internal.message.MessageRules;
import dev.chatctl.gateway.internal.message.Messages;
import dev.chatctl.gateway.internal.server.Dispatcher;
import dev.chatctl.gateway.internal.server.Listener;
import dev.chatctl.gateway.internal.server.RequestRules;
import dev.chatctl.gateway.internal.text.ServiceIds;
import dev.chatctl.gateway.route.WebSocketApi;
import dev.chatctl.gateway.signature.Signatures;
import java.io.IOException;
import java.net.URI;

/**
 * A gateway that has its port and no API yet: functions can be told where {@code @connections} will
 * be before they exist. Clients that connect meanwhile wait in the listen queue.
 */
public final class BoundGateway implements AutoCloseable {
  private final GatewaySettings settings;
  private final Listener listener;

  BoundGateway(GatewaySettings settings) throws GatewayStartException {
    this.settings = settings;
    try {
      listener = Listener.bind(settings.host, settings.port, settings.sizes.clientBuffer());
    } catch (IOException taken) {
      throw new GatewayStartException(
          "port: %d on %s (expected: a free port, or 0 to pick one): %s"
              .formatted(settings.port, settings.host, taken.getMessage()),
          taken);
    }
  }

  /** The port taken. */
  public int port() {
    return listener.port();
  }

  /** Where clients of a stage will connect: {@code ws://host:port/stage}. */
  public URI webSocketUrl(String stage) {
    return url("ws", stage);
  }

  /** The SDK's endpoint override for a stage: {@code http://host:port/stage}. */
  public URI managementEndpoint(String stage) {
    return url("http", stage);
  }

  /**
   * Begins to serve; the returned gateway owns the port from here on. Call once.
   *
   * @throws IllegalArgumentException when the API asks for signatures and the settings know none
   */
  public Gateway serve(WebSocketApi api) {
    var stages = new Stages(api, !settings.signatures.equals(Signatures.NONE));
    var throttle = new Throttle(settings.limits, System::nanoTime);
    var faults = new FaultSampler(settings.faults);
    var integrations = new Integrations(settings.timeouts.integration(), faults);
    var disconnects =
        new Disconnects(stages, integrations, faults, settings.observer, settings.clock);
    var connections =
        new ConnectionRegistry(
            disconnects,
            settings.observer,
            new ServiceIds(settings.idForm.bytes),
            settings.sizes,
            settings.timeouts,
            settings.clock);
    var messages =
        new Messages(
            new MessageRules(
                settings.sizes.message(), settings.timeouts.pingsKeepAlive(), settings.unproven),
            stages,
            throttle,
            faults,
            integrations,
            settings.observer,
            new InFlight(settings.sizes.inFlight()));
    var handshakes =
        new Handshakes(
            settings.sizes.url(),
            settings.unproven,
            throttle,
            new Admission(settings.signatures, integrations, settings.clock),
            connections,
            new Connects(integrations, connections, disconnects, messages, settings.sizes.frame()),
            settings.observer);
    var management =
        new ManagementApi(
            connections, settings.signatures, throttle, faults, settings.observer, settings.clock);
    var rules = new RequestRules(settings.sizes, settings.unproven);
    var loops =
        listener.serve(
            new Dispatcher(rules, settings.filter, stages, faults, management, handshakes));
    new Sweeper(connections, settings.timeouts, settings.unproven.lifetime(), settings.clock)
        .schedule(loops);
    return new Gateway(this, new Gateway.Parts(stages, faults, connections, integrations));
  }

  /** Gives the port back. */
  @Override
  public void close() {
    listener.close();
  }

  /** Takes in no socket any more, lets those there are end, and gives the port back. */
  void close(Gateway.Parts parts) {
    listener.stopListening();
    long deadline = System.nanoTime() + settings.timeouts.shutdown().toNanos();
    parts.connections().close(deadline);
    parts.integrations().close(deadline);
    listener.close();
  }

  private URI url(String scheme, String stage) {
    String host = settings.host.contains(":") ? "[" + settings.host + "]" : settings.host;
    return URI.create(scheme + "://" + host + ":" + port() + "/" + stage);
  }
}
