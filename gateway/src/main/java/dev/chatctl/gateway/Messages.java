package dev.chatctl.gateway;

import dev.chatctl.gateway.event.Client;
import dev.chatctl.gateway.event.Events;
import dev.chatctl.gateway.event.GatewayError;
import dev.chatctl.gateway.event.RequestContext;
import dev.chatctl.gateway.observe.Exchange;
import dev.chatctl.gateway.route.Route;
import dev.chatctl.gateway.route.RouteResponse;
import dev.chatctl.gateway.route.WebSocketApi;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import org.jspecify.annotations.Nullable;

/**
 * What happens to a message of a client: a route is found, its function called, perhaps answered.
 */
final class Messages {
  private static final int NOTHING = -1;

  private final Engine engine;

  Messages(Engine engine) {
    this.engine = engine;
  }

  /** Takes a message over from the event loop. AWS: a client's messages run concurrently. */
  void received(Connection connection, String body, int bytes) {
    long time = engine.now();
    engine.inFlight().entered(connection, bytes);
    engine
        .integrations()
        .submit(
            () -> {
              try {
                route(connection, body, time);
              } finally {
                engine.inFlight().left(bytes);
              }
            });
  }

  private void route(Connection connection, String body, long time) {
    Client client = connection.client();
    WebSocketApi api = engine.api(client);
    Route route = api.select(body);
    String key = route == null ? Route.DEFAULT : route.key();
    RequestContext context =
        RequestContext.message(client, key, engine.ids().messageId(connection.id()), time);
    Incoming message = new Incoming(connection, route, context, body);
    if (engine.faults().dropsSocket()) {
      connection.drop();
      return;
    }
    if (route == null) {
      fail(message, GatewayError.FORBIDDEN);
    } else if (!engine.throttle().allowsMessage(route.key())) {
      fail(message, GatewayError.THROTTLED);
    } else if (route.model() != null && !route.model().test(body)) {
      fail(message, GatewayError.BAD_REQUEST_BODY);
    } else {
      engine
          .integrations()
          .call(
              route.function(),
              Events.message(context, body, api.stageVariables()),
              integration -> answer(message, route, integration));
    }
  }

  private void answer(Incoming message, Route route, Integration integration) {
    Integration.Answer answer = integration.answer();
    int sent = NOTHING;
    if (answer.error() != null) {
      sent = send(message.connection, frame(answer.error(), message));
    } else if (answer.result() != null
        && answer.result().body() != null
        && route.response() == RouteResponse.ENABLED) {
      sent = send(message.connection, answer.result().body());
    }
    finished(message, answer.status(), answer.error(), integration, sent);
  }

  private void fail(Incoming message, GatewayError error) {
    int sent = send(message.connection, frame(error, message));
    finished(message, error.status(), error, null, sent);
  }

  private void finished(
      Incoming message,
      int status,
      @Nullable GatewayError error,
      @Nullable Integration integration,
      int sent) {
    // AWS: an error frame is not counted as a message, an answer is.
    int counted = error == null ? sent : NOTHING;
    engine.observe(
        () ->
            Exchange.ofSocket(
                message.context,
                message.route != null,
                status,
                error,
                integration == null ? null : integration.call(),
                ByteBufUtil.utf8Bytes(message.body),
                counted));
  }

  /** AWS: exactly these keys and blanks, on one-way routes too; the socket stays open. */
  private String frame(GatewayError error, Incoming message) {
    String id = message.connection.id();
    if (error == GatewayError.BAD_REQUEST_BODY) {
      return "{\"message\" : \"%s\", \"connectionId\": \"%s\", \"messageId\": \"%s\"}"
          .formatted(error.message(), id, message.context.messageId());
    }
    String text =
        error == GatewayError.THROTTLED
            ? engine.settings().unproven().throttled()
            : error.message();
    return "{\"message\": \"%s\", \"connectionId\":\"%s\", \"requestId\":\"%s\"}"
        .formatted(text, id, message.context.requestId());
  }

  /** The bytes sent. */
  private static int send(Connection connection, String text) {
    ByteBuf payload = ByteBufUtil.writeUtf8(connection.channel().alloc(), text);
    int bytes = payload.readableBytes();
    connection.send(payload);
    return bytes;
  }

  private record Incoming(
      Connection connection, @Nullable Route route, RequestContext context, String body) {}
}
