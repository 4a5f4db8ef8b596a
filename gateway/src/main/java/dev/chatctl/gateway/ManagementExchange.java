package dev.chatctl.gateway;

import dev.chatctl.gateway.observe.Exchange;
import dev.chatctl.gateway.route.WebSocketApi;
import io.netty.channel.Channel;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpRequest;

/** The record of a management call. AWS: such calls are logged and counted like events. */
final class ManagementExchange {
  private ManagementExchange() {}

  static Exchange of(
      Engine engine,
      Channel channel,
      HttpRequest request,
      String connectionId,
      int bytes,
      String caller,
      FullHttpResponse response) {
    WebSocketApi api = engine.api();
    String method = request.method().name();
    return new Exchange(
        Exchange.Kind.CONNECTION_API,
        new Exchange.Api(api.apiId(), api.stage(), api.domainName()),
        method + " /@connections/{connectionId}",
        String.valueOf(response.headers().get(HttpAnswer.REQUEST_ID)),
        String.valueOf(response.headers().get(HttpAnswer.APIGW_ID)),
        engine.now(),
        connectionId,
        null,
        null,
        null,
        HandshakeRequest.sourceIp(channel),
        request.headers().get(HttpHeaderNames.USER_AGENT),
        caller.equals("-") ? null : caller,
        response.status().code(),
        null,
        null,
        method.equals("POST") ? bytes : -1,
        -1);
  }
}
