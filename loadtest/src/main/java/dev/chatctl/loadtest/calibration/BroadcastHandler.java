package dev.chatctl.loadtest.calibration;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketServerProtocolHandler.HandshakeComplete;
import java.nio.charset.StandardCharsets;

/** One socket's end: joins the room after the handshake, leaves it when closed. */
final class BroadcastHandler extends SimpleChannelInboundHandler<TextWebSocketFrame> {
  private static final String PONG = "{\"type\":\"pong\"}";
  private static final String EMPTY_PAGE = "{\"type\":\"history\",\"messages\":[]}";

  private final BroadcastRoom room;

  BroadcastHandler(BroadcastRoom room) {
    this.room = room;
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext ctx, Object event) throws Exception {
    if (event instanceof HandshakeComplete) {
      room.join(ctx.channel());
    }
    super.userEventTriggered(ctx, event);
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) throws Exception {
    room.leave(ctx.channel());
    super.channelInactive(ctx);
  }

  @Override
  protected void channelRead0(ChannelHandlerContext ctx, TextWebSocketFrame frame) {
    String start =
        frame
            .content()
            .toString(0, Math.min(24, frame.content().readableBytes()), StandardCharsets.US_ASCII);
    if (start.startsWith("{\"action\":\"ping\"")) {
      var unused = ctx.writeAndFlush(new TextWebSocketFrame(PONG));
    } else if (start.startsWith("{\"action\":\"history\"")) {
      var unused = ctx.writeAndFlush(new TextWebSocketFrame(EMPTY_PAGE));
    } else {
      room.broadcast(ctx.channel(), frame.content());
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    // A reset connection: its socket is of no more use, and nobody needs to be told.
    var unused = ctx.close();
  }
}
