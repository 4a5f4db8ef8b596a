package dev.chatctl.gateway.internal.handshake;

import dev.chatctl.gateway.event.GatewayError;
import dev.chatctl.gateway.event.HandshakeFacts;
import dev.chatctl.gateway.internal.connection.ClientConnection;
import dev.chatctl.gateway.internal.connection.ConnectionRegistry;
import dev.chatctl.gateway.internal.connection.Disconnects;
import dev.chatctl.gateway.internal.integration.Events;
import dev.chatctl.gateway.internal.integration.IntegrationAnswer;
import dev.chatctl.gateway.internal.integration.Integrations;
import dev.chatctl.gateway.internal.integration.ProxyResult;
import dev.chatctl.gateway.internal.message.FrameHandler;
import dev.chatctl.gateway.internal.message.Messages;
import dev.chatctl.gateway.observe.Exchange;
import dev.chatctl.gateway.route.Route;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.util.concurrent.Promise;
import org.jspecify.annotations.Nullable;

/**
 * A handshake's last question, to {@code $connect}, and what its answer makes of the socket. Until
 * then the id is unknown to {@code @connections}.
 *
 * @param maxFrame bytes
 */
public record Connects(
    Integrations integrations,
    ConnectionRegistry connections,
    Disconnects disconnects,
    Messages messages,
    int maxFrame) {
  private static final Exchange.Outcome ACCEPTED = new Exchange.Outcome(200, null);

  void ask(Handshake handshake) {
    Route route = handshake.api().route(Route.CONNECT);
    if (route == null) {
      accept(handshake, ACCEPTED, null, null);
      return;
    }
    Promise<Void> done = connections.ask(handshake.request().ctx().executor());
    if (done == null) {
      handshake.refuse(GatewayError.INTEGRATION_UNAVAILABLE, null);
      return;
    }
    HandshakeFacts facts = handshake.request().facts(handshake.event().time());
    integrations.start(
        route.function(),
        () -> Events.connect(handshake.event(), facts, handshake.api().stageVariables()),
        call -> {
          IntegrationAnswer answer = IntegrationAnswer.of(call);
          handshake.onLoop(
              () -> {
                try {
                  answered(handshake, answer, call);
                } finally {
                  done.trySuccess(null);
                }
              });
        });
  }

  private void answered(Handshake handshake, IntegrationAnswer answer, Exchange.Call call) {
    ProxyResult result = answer.result();
    if (answer.outcome().error() != null) {
      handshake.refuse(answer.outcome().error(), call);
    } else if (result != null && result.statusCode() / 100 == 2) {
      String protocol = result.headers().get("Sec-WebSocket-Protocol");
      accept(handshake, answer.outcome(), protocol, call);
    } else {
      String body = result == null || result.body() == null ? "" : result.body();
      handshake.refuse(answer.outcome(), body, call);
    }
  }

  private void accept(
      Handshake handshake,
      Exchange.Outcome outcome,
      @Nullable String protocol,
      Exchange.@Nullable Call call) {
    FullHttpResponse switching;
    try {
      switching = Upgrade.answer(handshake.request().http(), protocol);
    } catch (IllegalArgumentException noHeader) {
      // A protocol that no header can carry makes the function's result a malformed one.
      handshake.refuse(GatewayError.INTEGRATION_FAILURE, call);
      return;
    }
    ChannelHandlerContext ctx = handshake.request().ctx();
    ClientConnection connection =
        new ClientConnection(handshake.event().client(), ctx.channel(), connections);
    if (!ctx.channel().isActive()) {
      handshake.finished(outcome, call);
      disconnects.turnedAway(connection.client());
    } else if (!connections.open(connection)) {
      handshake.refuse(GatewayError.INTEGRATION_UNAVAILABLE, call);
      disconnects.turnedAway(connection.client());
    } else {
      // Known before its 101 is read, so nobody who saw that is told the id is gone.
      handshake.finished(outcome, call);
      Upgrade.perform(ctx, switching, new FrameHandler(connection, messages), maxFrame);
      connection.adjustReading();
    }
  }
}
