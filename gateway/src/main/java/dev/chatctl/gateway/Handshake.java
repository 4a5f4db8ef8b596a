package dev.chatctl.gateway;

import dev.chatctl.gateway.event.Client;
import dev.chatctl.gateway.event.Closing;
import dev.chatctl.gateway.event.Events;
import dev.chatctl.gateway.event.HandshakeFacts;
import dev.chatctl.gateway.event.RequestContext;
import dev.chatctl.gateway.invoke.ProxyResult;
import dev.chatctl.gateway.route.Route;
import dev.chatctl.gateway.route.WebSocketApi;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.net.InetSocketAddress;
import java.util.Base64;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One handshake, held until {@code $connect} has answered. Until then the id is unknown to {@code
 * @connections}. AWS: a status other than 2xx refuses the upgrade with that status and the body.
 */
// A failed write closes its channel, and channelInactive sees to the rest.
@SuppressWarnings("FutureReturnValueIgnored")
final class Handshake {
  private static final String INTERNAL = "Internal server error";
  private static final String TIMED_OUT = "Endpoint request timed out";
  private static final int KEY_BYTES = 16;

  private final Engine engine;
  private final Doors doors;
  private final ChannelHandlerContext ctx;
  private final HttpRequest request;
  private final Consumer<FullHttpResponse> refuse;

  Handshake(
      Engine engine,
      Doors doors,
      ChannelHandlerContext ctx,
      HttpRequest request,
      Consumer<FullHttpResponse> refuse) {
    this.engine = engine;
    this.doors = doors;
    this.ctx = ctx;
    this.request = request;
    this.refuse = refuse;
  }

  /** Whether a request means to open a socket, well-formed or not. */
  static boolean isAsked(HttpRequest request) {
    return request.method().equals(HttpMethod.GET)
        && request
            .headers()
            .containsValue(HttpHeaderNames.CONNECTION, HttpHeaderValues.UPGRADE, true)
        && request.headers().contains(HttpHeaderNames.UPGRADE, HttpHeaderValues.WEBSOCKET, true);
  }

  void begin() {
    WebSocketApi api = engine.api();
    long now = engine.now();
    String sourceIp =
        ((InetSocketAddress) ctx.channel().remoteAddress()).getAddress().getHostAddress();
    Client client =
        new Client(
            engine.ids().connectionId(),
            api.apiId(),
            api.stage(),
            api.domainName(),
            now,
            sourceIp,
            request.headers().get(HttpHeaderNames.USER_AGENT),
            null);
    RequestContext context = RequestContext.connect(client, now);
    if (!wellFormed()) {
      refuse(HttpResponseStatus.BAD_REQUEST, "Bad Request", context);
      return;
    }
    if (request.uri().length() > engine.settings().sizes().url()) {
      refuse(HttpResponseStatus.REQUEST_URI_TOO_LONG, "Request-URI Too Long", context);
      return;
    }
    Route route = api.route(Route.CONNECT);
    if (route == null) {
      accept(client, null);
      return;
    }
    HandshakeFacts facts = HandshakeRequest.facts(request, sourceIp);
    engine
        .integrations()
        .start(
            route.function(),
            () -> Events.connect(context, facts, api.stageVariables()),
            outcome -> ctx.channel().eventLoop().execute(() -> finish(context, outcome)));
  }

  private boolean wellFormed() {
    String version = request.headers().get(HttpHeaderNames.SEC_WEBSOCKET_VERSION);
    String key = request.headers().get(HttpHeaderNames.SEC_WEBSOCKET_KEY);
    if (key == null || !"13".equals(version)) {
      return false;
    }
    try {
      return Base64.getDecoder().decode(key.strip()).length == KEY_BYTES;
    } catch (IllegalArgumentException notBase64) {
      return false;
    }
  }

  private void finish(RequestContext context, Integration outcome) {
    switch (outcome) {
      case Integration.Answered(ProxyResult result) -> {
        if (result.statusCode() / 100 == 2) {
          accept(context.client(), result.header("Sec-WebSocket-Protocol"));
        } else {
          String body = result.body() == null ? "" : result.body();
          refuse.accept(
              HttpAnswer.refusal(
                  HttpResponseStatus.valueOf(result.statusCode()), body, context.requestId()));
        }
      }
      case Integration.TimedOut timedOut ->
          refuse(HttpResponseStatus.GATEWAY_TIMEOUT, TIMED_OUT, context);
      case Integration.Malformed malformed ->
          refuse(HttpResponseStatus.BAD_GATEWAY, INTERNAL, context);
      case Integration.Threw threw -> refuse(HttpResponseStatus.BAD_GATEWAY, INTERNAL, context);
      case Integration.Unavailable unavailable ->
          refuse(HttpResponseStatus.INTERNAL_SERVER_ERROR, INTERNAL, context);
    }
  }

  private void accept(Client client, @Nullable String protocol) {
    if (!ctx.channel().isActive()) {
      // The function took the client in, so it must hear that the client is gone.
      engine.disconnected(client, Closing.DROPPED);
      return;
    }
    Connection connection = new Connection(client, ctx.channel(), engine);
    SocketUpgrade.perform(
        ctx, request, protocol, new SocketHandler(connection, engine, doors.messages()), engine);
    engine.connections().add(connection);
    ctx.channel().config().setAutoRead(true);
  }

  private void refuse(HttpResponseStatus status, String message, RequestContext context) {
    String body =
        "{\"message\":\"%s\",\"connectionId\":\"%s\",\"requestId\":\"%s\"}"
            .formatted(message, context.client().connectionId(), context.requestId());
    refuse.accept(HttpAnswer.refusal(status, body, context.requestId()));
  }
}
