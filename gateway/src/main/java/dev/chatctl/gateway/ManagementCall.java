package dev.chatctl.gateway;

import dev.chatctl.gateway.observe.Exchange;
import dev.chatctl.gateway.route.WebSocketApi;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpRequest;

/**
 * One call of {@code @connections}.
 *
 * @param api the deployment whose stage the path names
 * @param connectionId of any form
 */
record ManagementCall(
    ChannelHandlerContext ctx, HttpRequest request, WebSocketApi api, String connectionId) {
  String method() {
    return request.method().name();
  }

  String sourceIp() {
    return HandshakeRequest.sourceIp(ctx.channel());
  }

  /** What policies are asked about. AWS: a literal placeholder stands for the id. */
  String resource() {
    return api.arn(method() + "/@connections/{connectionId}");
  }

  /** Its record. AWS: such calls are logged and counted like events. */
  Exchange exchange(long time, int bytes, String caller, FullHttpResponse response) {
    return new Exchange(
        Exchange.Kind.CONNECTION_API,
        new Exchange.Api(api.apiId(), api.stage(), api.domainName()),
        method() + " /@connections/{connectionId}",
        String.valueOf(response.headers().get(HttpAnswer.REQUEST_ID)),
        String.valueOf(response.headers().get(HttpAnswer.APIGW_ID)),
        time,
        connectionId,
        null,
        null,
        null,
        sourceIp(),
        request.headers().get(HttpHeaderNames.USER_AGENT),
        caller.equals("-") ? null : caller,
        response.status().code(),
        null,
        null,
        method().equals("POST") ? bytes : -1,
        -1);
  }
}
