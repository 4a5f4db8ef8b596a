package dev.chatctl.gateway.internal.server;

import dev.chatctl.gateway.internal.connection.Stages;
import dev.chatctl.gateway.internal.fault.FaultSampler;
import dev.chatctl.gateway.internal.handshake.HandshakeRequest;
import dev.chatctl.gateway.internal.handshake.Handshakes;
import dev.chatctl.gateway.internal.http.HttpAnswer;
import dev.chatctl.gateway.internal.http.RequestTarget;
import dev.chatctl.gateway.internal.management.ManagementApi;
import dev.chatctl.gateway.internal.management.ManagementCall;
import dev.chatctl.gateway.limit.RequestFilter;
import dev.chatctl.gateway.route.WebSocketApi;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.HttpRequest;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Tells handshakes from {@code @connections} calls. */
public record Dispatcher(
    RequestRules rules,
    RequestFilter filter,
    Stages stages,
    FaultSampler faults,
    ManagementApi management,
    Handshakes handshakes) {

  /** On the event loop: has a whole request answered, now or later. */
  void dispatch(HttpHandler socket, ChannelHandlerContext ctx, HttpRequest head, ByteBuf payload) {
    String problem = filter.problem(new FilteredRequest(head));
    if (problem != null) {
      socket.answer(ctx, HttpAnswer.filtered(problem));
      return;
    }
    RequestTarget target = RequestTarget.parse(head.uri());
    WebSocketApi api = stages.find(target.stage());
    if (api != null && target.connectionId() != null) {
      String id = target.connectionId();
      manage(socket, ctx, new ManagementCall(ctx.channel(), head, api, id, payload));
    } else if (api != null && HandshakeRequest.isHandshake(head)) {
      socket.hold(ctx);
      handshakes.begin(
          new HandshakeRequest(ctx, head, api, response -> socket.answerLater(ctx, response)));
    } else {
      socket.answer(ctx, HttpAnswer.forbidden());
    }
  }

  private record FilteredRequest(HttpRequest head) implements RequestFilter.Request {
    @Override
    public String method() {
      return head.method().name();
    }

    @Override
    public String path() {
      return head.uri().split("\\?", 2)[0];
    }

    @Override
    public @Nullable String header(String name) {
      return head.headers().get(name);
    }
  }

  private void manage(HttpHandler socket, ChannelHandlerContext ctx, ManagementCall call) {
    long delay = faults.callDelayNanos();
    if (delay <= 0) {
      socket.answer(ctx, management.serve(call));
      return;
    }
    socket.hold(ctx);
    call.body().retain();
    Runnable late =
        () -> {
          try {
            socket.answerLater(ctx, management.serve(call));
          } catch (RuntimeException failed) {
            socket.exceptionCaught(ctx, failed);
          } finally {
            call.body().release();
          }
        };
    var unused = ctx.executor().schedule(late, delay, TimeUnit.NANOSECONDS);
  }
}
