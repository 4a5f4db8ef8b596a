package dev.chatctl.gateway;

import dev.chatctl.gateway.authorizer.Authorizer;
import dev.chatctl.gateway.authorizer.ConditionKeys;
import dev.chatctl.gateway.authorizer.Decision;
import dev.chatctl.gateway.event.Client;
import dev.chatctl.gateway.event.CloseReason;
import dev.chatctl.gateway.event.Events;
import dev.chatctl.gateway.event.GatewayError;
import dev.chatctl.gateway.event.HandshakeFacts;
import dev.chatctl.gateway.event.RequestContext;
import dev.chatctl.gateway.invoke.ProxyResult;
import dev.chatctl.gateway.observe.Exchange;
import dev.chatctl.gateway.route.Route;
import dev.chatctl.gateway.route.WebSocketApi;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.util.concurrent.Promise;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One handshake, held until the authorizer and {@code $connect} have answered. Until then the id is
 * unknown to {@code @connections}. AWS: a status other than 2xx refuses the upgrade with that
 * status and the body.
 */
final class Handshake {
  private final Engine engine;
  private final Doors doors;
  private final ChannelHandlerContext ctx;
  private final HttpRequest request;
  private final Consumer<FullHttpResponse> refuse;
  private final WebSocketApi api;
  private final String sourceIp;
  private RequestContext context;

  Handshake(
      Engine engine,
      Doors doors,
      WebSocketApi api,
      ChannelHandlerContext ctx,
      HttpRequest request,
      Consumer<FullHttpResponse> refuse) {
    this.engine = engine;
    this.doors = doors;
    this.ctx = ctx;
    this.request = request;
    this.refuse = refuse;
    this.api = api;
    this.sourceIp = HandshakeRequest.sourceIp(ctx.channel());
    long now = engine.now();
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
    this.context = RequestContext.connect(client, now);
  }

  void begin() {
    if (!HandshakeRequest.isWellFormed(request)) {
      refuse(GatewayError.BAD_REQUEST, engine.settings().unproven().badHandshake(), null);
    } else if (request.uri().length() > engine.settings().sizes().url()) {
      refuse(GatewayError.URL_TOO_LONG, engine.settings().unproven().longUrl(), null);
    } else if (!engine.throttle().allowsConnect()) {
      refuse(GatewayError.THROTTLED);
    } else if (api.iamAuthorized()) {
      checkSignature();
    } else {
      authorize();
    }
  }

  private void checkSignature() {
    switch (doors.gate().invoke(request, sourceIp, api.arn(Route.CONNECT))) {
      case null -> authorize();
      case GatewayError error -> refuse(error);
    }
  }

  private void authorize() {
    Authorizer authorizer = api.authorizer();
    if (authorizer == null) {
      connect();
      return;
    }
    HandshakeFacts facts = HandshakeRequest.forAuthorizer(request, sourceIp, context.time());
    if (!authorizer.isIdentified(facts, context, api.stageVariables())) {
      refuse(GatewayError.UNAUTHORIZED);
      return;
    }
    String arn = api.arn(Route.CONNECT);
    engine
        .integrations()
        .start(
            authorizer.function(),
            () -> Events.authorizer(context, facts, api.stageVariables(), arn),
            integration -> {
              Decision decision = decide(integration, arn);
              onLoop(() -> decided(decision));
            });
  }

  private Decision decide(Integration integration, String arn) {
    ConditionKeys conditions =
        new ConditionKeys(sourceIp, context.client().userAgent(), engine.settings().clock());
    return switch (integration.outcome()) {
      case Integration.Returned returned ->
          Decision.of(returned.payload(), arn, conditions, integration.latencyMillis());
      case Integration.Failed failed -> Decision.ofFailure(failed.message());
      case Integration.TimedOut timedOut -> new Decision.Refused(GatewayError.AUTHORIZER_FAILURE);
      case Integration.Unavailable unavailable ->
          new Decision.Refused(GatewayError.AUTHORIZER_FAILURE);
    };
  }

  private void decided(Decision decision) {
    switch (decision) {
      case Decision.Allowed allowed -> {
        context = context.withClient(context.client().withAuthorization(allowed.authorization()));
        connect();
      }
      case Decision.Refused refused -> refuse(refused.error());
    }
  }

  private void connect() {
    Route route = api.route(Route.CONNECT);
    if (route == null) {
      accept(HttpResponseStatus.OK.code(), null, null);
      return;
    }
    Promise<Void> done = engine.hold(ctx.executor());
    if (done == null) {
      refuse(GatewayError.INTEGRATION_UNAVAILABLE);
      return;
    }
    HandshakeFacts facts = HandshakeRequest.facts(request, sourceIp, context.time());
    RequestContext event = context;
    engine
        .integrations()
        .start(
            route.function(),
            () -> Events.connect(event, facts, api.stageVariables()),
            integration -> {
              Integration.Answer answer = integration.answer();
              onLoop(
                  () -> {
                    try {
                      finish(answer, integration);
                    } finally {
                      done.trySuccess(null);
                    }
                  });
            });
  }

  private void finish(Integration.Answer answer, Integration integration) {
    ProxyResult result = answer.result();
    if (answer.error() != null) {
      refuse(answer.error(), integration);
    } else if (result != null && answer.status() / 100 == 2) {
      accept(answer.status(), result.header("Sec-WebSocket-Protocol"), integration);
    } else {
      String body = result == null || result.body() == null ? "" : result.body();
      finished(answer.status(), null, integration);
      refuse.accept(
          HttpAnswer.refusal(
              HttpResponseStatus.valueOf(answer.status()), body, context.requestId()));
    }
  }

  private void accept(int status, @Nullable String protocol, @Nullable Integration integration) {
    FullHttpResponse switching;
    try {
      switching = SocketUpgrade.answer(request, protocol);
    } catch (IllegalArgumentException noHeader) {
      // A protocol that no header can carry makes the function's result a malformed one.
      refuse(GatewayError.INTEGRATION_FAILURE, integration);
      return;
    }
    Connection connection = new Connection(context.client(), ctx.channel(), engine);
    if (!ctx.channel().isActive()) {
      finished(status, null, integration);
      turnAway();
    } else if (!engine.opened(connection)) {
      refuse(GatewayError.INTEGRATION_UNAVAILABLE, integration);
      turnAway();
    } else {
      // Known before its 101 is read, so nobody who saw that is told the id is gone.
      finished(status, null, integration);
      SocketHandler handler = new SocketHandler(connection, engine, doors.messages());
      SocketUpgrade.perform(ctx, switching, handler, engine);
      connection.adjustReading();
    }
  }

  /** The function took the client in, so it must hear that the client is gone. */
  private void turnAway() {
    engine.disconnect(
        RequestContext.disconnect(context.client(), CloseReason.DROPPED, engine.now()));
  }

  private void refuse(GatewayError error) {
    refuse(error, null);
  }

  private void refuse(GatewayError error, @Nullable Integration integration) {
    refuse(error, error.status(), integration);
  }

  private void refuse(GatewayError error, int status, @Nullable Integration integration) {
    finished(status, error, integration);
    String body =
        "{\"message\":\"%s\",\"connectionId\":\"%s\",\"requestId\":\"%s\"}"
            .formatted(error.message(), context.client().connectionId(), context.requestId());
    refuse.accept(
        HttpAnswer.refusal(HttpResponseStatus.valueOf(status), body, context.requestId()));
  }

  private void finished(
      int status, @Nullable GatewayError error, @Nullable Integration integration) {
    engine.observe(
        () ->
            Exchange.ofSocket(
                context,
                true,
                status,
                error,
                integration == null ? null : integration.call(),
                0,
                -1));
  }

  private void onLoop(Runnable task) {
    ctx.channel().eventLoop().execute(task);
  }
}
