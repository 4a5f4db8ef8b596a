package dev.chatctl.gateway.internal.connection;

import dev.chatctl.gateway.event.Client;
import dev.chatctl.gateway.event.CloseReason;
import dev.chatctl.gateway.event.RequestContext;
import dev.chatctl.gateway.fault.Fault.Operation;
import dev.chatctl.gateway.internal.fault.FaultSampler;
import dev.chatctl.gateway.internal.integration.Events;
import dev.chatctl.gateway.internal.integration.IntegrationAnswer;
import dev.chatctl.gateway.internal.integration.Integrations;
import dev.chatctl.gateway.observe.Exchange;
import dev.chatctl.gateway.observe.GatewayObserver;
import dev.chatctl.gateway.route.Route;
import dev.chatctl.gateway.route.WebSocketApi;
import java.time.InstantSource;

/** What the end of a socket sets off: {@code $disconnect}, whose answer nobody waits for. */
public record Disconnects(
    Stages stages,
    Integrations integrations,
    FaultSampler faults,
    GatewayObserver observer,
    InstantSource clock) {

  /** A client that {@code $connect} took in has gone before it was a connection. */
  public void turnedAway(Client client) {
    run(RequestContext.disconnect(client, CloseReason.DROPPED, clock.millis()));
  }

  void ended(Client client, CloseReason reason) {
    RequestContext event = RequestContext.disconnect(client, reason, clock.millis());
    observer.ended(client, event.time());
    if (faults.next(Operation.DISCONNECT) == null) {
      run(event);
    }
  }

  private void run(RequestContext event) {
    WebSocketApi api = stages.of(event.client().api());
    Route route = api.route(Route.DISCONNECT);
    if (route == null) {
      Exchange.Outcome none = new Exchange.Outcome(200, null);
      observer.finished(() -> Exchange.ofSocket(event, true, none, null, Exchange.Traffic.NONE));
      return;
    }
    integrations.start(
        route.function(),
        () -> Events.disconnect(event, api.stageVariables()),
        call ->
            observer.finished(
                () ->
                    Exchange.ofSocket(
                        event,
                        true,
                        IntegrationAnswer.of(call).outcome(),
                        call,
                        Exchange.Traffic.NONE)));
  }
}
