package dev.chatctl.loadtest.calibration;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketServerProtocolHandler.HandshakeComplete;

/** One socket's end: joins the room after the handshake, leaves it when closed. */
final class Member extends SimpleChannelInboundHandler<TextWebSocketFrame> {
  private final Room room;

  Member(Room room) {
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
    room.broadcast(ctx.channel(), frame.content());
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    // A reset connection: its socket is of no more use, and nobody needs to be told.
    var unused = ctx.close();
  }
}
