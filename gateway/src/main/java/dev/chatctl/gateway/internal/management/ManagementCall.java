package dev.chatctl.gateway.internal.management;

import dev.chatctl.gateway.internal.http.HttpAnswer;
import dev.chatctl.gateway.internal.http.HttpRequests;
import dev.chatctl.gateway.observe.Exchange;
import dev.chatctl.gateway.route.WebSocketApi;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpRequest;
import org.jspecify.annotations.Nullable;

/**
 * One call of {@code @connections}.
 *
 * @param channel whom it comes from
 * @param api the deployment whose stage the path names
 * @param connectionId of any form
 * @param body the caller's to release
 */
public record ManagementCall(
    Channel channel, HttpRequest request, WebSocketApi api, String connectionId, ByteBuf body) {
  String method() {
    return request.method().name();
  }

  String sourceIp() {
    return HttpRequests.sourceIp(channel);
  }

  /** What policies are asked about. AWS: a literal placeholder stands for the id. */
  String resource() {
    return api.stage().arn(method() + "/@connections/{connectionId}");
  }

  /**
   * Its record. AWS: such calls are logged and counted like events.
   *
   * @param caller the ARN of who signed it
   */
  Exchange exchange(long time, @Nullable String caller, FullHttpResponse response) {
    String userAgent = request.headers().get(HttpHeaderNames.USER_AGENT);
    return new Exchange(
        new Exchange.Request(
            api.stage(),
            String.valueOf(response.headers().get(HttpAnswer.REQUEST_ID)),
            String.valueOf(response.headers().get(HttpAnswer.APIGW_ID)),
            time,
            connectionId,
            new Exchange.Sender(sourceIp(), userAgent, caller)),
        method() + " /@connections/{connectionId}",
        null,
        new Exchange.Outcome(response.status().code(), null),
        null,
        new Exchange.Traffic(method().equals("POST") ? body.readableBytes() : -1, -1));
  }
}
