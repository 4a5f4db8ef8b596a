package dev.chatctl.gateway.internal.message;

import dev.chatctl.gateway.event.Client;
import dev.chatctl.gateway.event.GatewayError;
import dev.chatctl.gateway.event.RequestContext;
import dev.chatctl.gateway.fault.Fault.Operation;
import dev.chatctl.gateway.internal.connection.ClientConnection;
import dev.chatctl.gateway.internal.connection.Stages;
import dev.chatctl.gateway.internal.fault.FaultSampler;
import dev.chatctl.gateway.internal.integration.Events;
import dev.chatctl.gateway.internal.integration.IntegrationAnswer;
import dev.chatctl.gateway.internal.integration.Integrations;
import dev.chatctl.gateway.internal.limit.Throttle;
import dev.chatctl.gateway.observe.Exchange;
import dev.chatctl.gateway.observe.GatewayObserver;
import dev.chatctl.gateway.route.Route;
import dev.chatctl.gateway.route.RouteResponse;
import dev.chatctl.gateway.route.WebSocketApi;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import org.jspecify.annotations.Nullable;

/**
 * What happens to a message of a client: a route is found, its function called, perhaps answered.
 */
public record Messages(
    MessageRules rules,
    Stages stages,
    Throttle throttle,
    FaultSampler faults,
    Integrations integrations,
    GatewayObserver observer,
    InFlight inFlight) {
  private static final int NOTHING = -1;

  /**
   * Takes a message over from the event loop, which has just seen its last frame. AWS: a client's
   * messages run concurrently.
   */
  void received(ClientConnection connection, String body, int bytes) {
    long time = connection.lastActive();
    inFlight.entered(connection, bytes);
    integrations.submit(
        () -> {
          try {
            route(connection, body, time);
          } finally {
            inFlight.left(bytes);
          }
        });
  }

  private void route(ClientConnection connection, String body, long time) {
    Client client = connection.client();
    WebSocketApi api = stages.of(client.api());
    Route route = api.select(body);
    String key = route == null ? Route.DEFAULT : route.key();
    RequestContext event = RequestContext.message(client, key, connection.newMessageId(), time);
    Message message = new Message(connection, route, event, body);
    if (faults.next(Operation.TRAFFIC) != null) {
      connection.drop();
    } else if (route == null) {
      refuse(message, GatewayError.FORBIDDEN);
    } else if (!throttle.allowsMessage(route.key())) {
      refuse(message, GatewayError.THROTTLED);
    } else if (route.model() != null && !route.model().test(body)) {
      refuse(message, GatewayError.BAD_REQUEST_BODY);
    } else {
      integrations.call(
          route.function(),
          Events.message(event, body, api.stageVariables()),
          call -> answer(message, call));
    }
  }

  private void refuse(Message message, GatewayError error) {
    send(message, frame(error, message));
    finished(message, new Exchange.Outcome(error.status(), error), null, NOTHING);
  }

  private void answer(Message message, Exchange.Call call) {
    IntegrationAnswer answer = IntegrationAnswer.of(call);
    GatewayError error = answer.outcome().error();
    int sent = NOTHING;
    if (error != null) {
      // AWS: not counted as a message, as an answer is.
      send(message, frame(error, message));
    } else if (answer.result() != null && answer.result().body() != null && message.isTwoWay()) {
      sent = send(message, answer.result().body());
    }
    finished(message, answer.outcome(), call, sent);
  }

  private void finished(
      Message message, Exchange.Outcome outcome, Exchange.@Nullable Call call, int sent) {
    observer.finished(
        () ->
            Exchange.ofSocket(
                message.event,
                message.route != null,
                outcome,
                call,
                new Exchange.Traffic(ByteBufUtil.utf8Bytes(message.body), sent)));
  }

  /** AWS: exactly these keys and blanks, on one-way routes too; the socket stays open. */
  private String frame(GatewayError error, Message message) {
    String id = message.connection.id();
    if (error == GatewayError.BAD_REQUEST_BODY) {
      return "{\"message\" : \"%s\", \"connectionId\": \"%s\", \"messageId\": \"%s\"}"
          .formatted(error.message(), id, message.event.messageId());
    }
    String text = error == GatewayError.THROTTLED ? rules.unproven().throttled() : error.message();
    return "{\"message\": \"%s\", \"connectionId\":\"%s\", \"requestId\":\"%s\"}"
        .formatted(text, id, message.event.requestId());
  }

  /** The bytes sent. */
  private static int send(Message message, String text) {
    ByteBuf payload = ByteBufUtil.writeUtf8(message.connection.channel().alloc(), text);
    int bytes = payload.readableBytes();
    message.connection.send(payload);
    return bytes;
  }

  private record Message(
      ClientConnection connection, @Nullable Route route, RequestContext event, String body) {
    boolean isTwoWay() {
      return route != null && route.response() == RouteResponse.ENABLED;
    }
  }
}
