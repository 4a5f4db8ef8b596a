package dev.chatctl.gateway.internal.handshake;

import dev.chatctl.gateway.event.Authorization;
import dev.chatctl.gateway.event.GatewayError;
import dev.chatctl.gateway.event.RequestContext;
import dev.chatctl.gateway.internal.http.HttpAnswer;
import dev.chatctl.gateway.observe.Exchange;
import dev.chatctl.gateway.observe.GatewayObserver;
import dev.chatctl.gateway.route.Route;
import dev.chatctl.gateway.route.WebSocketApi;
import io.netty.handler.codec.http.HttpResponseStatus;
import org.jspecify.annotations.Nullable;

/**
 * A handshake under way. AWS: a status other than 2xx refuses the upgrade with that status and the
 * body.
 *
 * @param event what CONNECT says of it
 */
record Handshake(HandshakeRequest request, RequestContext event, GatewayObserver observer) {
  WebSocketApi api() {
    return request.api();
  }

  /** What policies are asked about. */
  String connectArn() {
    return api().stage().arn(Route.CONNECT);
  }

  Handshake authorized(Authorization authorization) {
    RequestContext known = event.withClient(event.client().withAuthorization(authorization));
    return new Handshake(request, known, observer);
  }

  /** Goes on where the socket's handlers run. */
  void onLoop(Runnable task) {
    request.ctx().channel().eventLoop().execute(task);
  }

  void refuse(GatewayError error, Exchange.@Nullable Call call) {
    refuse(error, error.status(), call);
  }

  void refuse(GatewayError error, int status, Exchange.@Nullable Call call) {
    String body =
        "{\"message\":\"%s\",\"connectionId\":\"%s\",\"requestId\":\"%s\"}"
            .formatted(error.message(), event.client().connectionId(), event.requestId());
    refuse(new Exchange.Outcome(status, error), body, call);
  }

  void refuse(Exchange.Outcome outcome, String body, Exchange.@Nullable Call call) {
    finished(outcome, call);
    HttpResponseStatus status = HttpResponseStatus.valueOf(outcome.status());
    request.refuse().accept(HttpAnswer.refusal(status, body, event.requestId()));
  }

  void finished(Exchange.Outcome outcome, Exchange.@Nullable Call call) {
    observer.finished(() -> Exchange.ofSocket(event, true, outcome, call, Exchange.Traffic.NONE));
  }
}
