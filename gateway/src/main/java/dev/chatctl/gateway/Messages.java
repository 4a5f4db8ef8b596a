package dev.chatctl.gateway;

import dev.chatctl.gateway.event.Client;
import dev.chatctl.gateway.event.Events;
import dev.chatctl.gateway.event.RequestContext;
import dev.chatctl.gateway.route.Route;
import dev.chatctl.gateway.route.RouteResponse;
import dev.chatctl.gateway.route.WebSocketApi;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufUtil;

/**
 * What happens to a message of a client: a route is found, its function called, perhaps answered.
 */
final class Messages {
  private static final String FORBIDDEN = "Forbidden";
  private static final String INTERNAL = "Internal server error";
  private static final String TIMED_OUT = "Endpoint request timed out";

  private final Engine engine;

  Messages(Engine engine) {
    this.engine = engine;
  }

  /** Takes a message over from the event loop. AWS: a client's messages run concurrently. */
  void received(Connection connection, String body) {
    long time = engine.now();
    engine.integrations().submit(() -> route(connection, body, time));
  }

  private void route(Connection connection, String body, long time) {
    WebSocketApi api = engine.api();
    Client client = connection.client();
    Route route = api.select(body);
    String key = route == null ? Route.DEFAULT : route.key();
    RequestContext context =
        RequestContext.message(client, key, engine.ids().messageId(connection.id()), time);
    if (route == null) {
      sendError(connection, FORBIDDEN, context);
      return;
    }
    engine
        .integrations()
        .call(
            route.function(),
            Events.message(context, body, api.stageVariables()),
            outcome -> answer(connection, route, context, outcome));
  }

  private static void answer(
      Connection connection, Route route, RequestContext context, Integration outcome) {
    switch (outcome) {
      case Integration.Answered answered -> {
        String body = answered.result().body();
        if (route.response() == RouteResponse.ENABLED && body != null) {
          send(connection, body);
        }
      }
      case Integration.TimedOut timedOut -> sendError(connection, TIMED_OUT, context);
      case Integration.Malformed malformed -> sendError(connection, INTERNAL, context);
      case Integration.Threw threw -> sendError(connection, INTERNAL, context);
      case Integration.Unavailable unavailable -> sendError(connection, INTERNAL, context);
    }
  }

  /** AWS: exactly these keys and blanks, on one-way routes too; the socket stays open. */
  private static void sendError(Connection connection, String message, RequestContext context) {
    send(
        connection,
        "{\"message\": \"%s\", \"connectionId\":\"%s\", \"requestId\":\"%s\"}"
            .formatted(message, connection.id(), context.requestId()));
  }

  private static void send(Connection connection, String text) {
    ByteBufAllocator allocator = connection.channel().alloc();
    connection.send(ByteBufUtil.writeUtf8(allocator, text));
  }
}
