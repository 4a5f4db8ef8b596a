package dev.chatctl.gateway.internal.message;

import dev.chatctl.gateway.event.CloseReason;
import dev.chatctl.gateway.internal.connection.ClientConnection;
import dev.chatctl.gateway.internal.connection.PeerFault;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.ContinuationWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.util.ReferenceCountUtil;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** The frames of one accepted socket. */
// A failed write closes its channel, and channelInactive sees to the rest.
@SuppressWarnings("FutureReturnValueIgnored")
public final class FrameHandler extends ChannelInboundHandlerAdapter {
  private final ClientConnection connection;
  private final Messages messages;
  private @Nullable ByteBuf partial;

  public FrameHandler(ClientConnection connection, Messages messages) {
    this.connection = connection;
    this.messages = messages;
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object msg) {
    try {
      if (msg instanceof WebSocketFrame frame) {
        read(ctx, frame);
      }
    } finally {
      ReferenceCountUtil.release(msg);
    }
  }

  private void read(ChannelHandlerContext ctx, WebSocketFrame frame) {
    if (frame instanceof CloseWebSocketFrame close) {
      closed(close);
      return;
    }
    if (connection.isClosing()) {
      return;
    }
    switch (frame) {
      case TextWebSocketFrame text -> part(text);
      case ContinuationWebSocketFrame continuation -> part(continuation);
      case BinaryWebSocketFrame binary -> connection.close(CloseReason.BINARY);
      case PingWebSocketFrame ping -> {
        keepAlive();
        ctx.writeAndFlush(new PongWebSocketFrame(ping.content().retain()));
      }
      case PongWebSocketFrame pong -> keepAlive();
      default -> throw new IllegalStateException("frame: " + frame);
    }
  }

  private void keepAlive() {
    if (messages.rules().pingsKeepAlive()) {
      connection.touch();
    }
  }

  private void part(WebSocketFrame frame) {
    connection.touch();
    ByteBuf content = frame.content();
    if (partial == null && frame.isFinalFragment()) {
      message(content);
      return;
    }
    ByteBuf whole = partial == null ? Unpooled.buffer(content.readableBytes()) : partial;
    partial = whole;
    if (whole.readableBytes() + content.readableBytes() > messages.rules().maxBytes()) {
      dropPartial();
      connection.close(messages.rules().tooBig());
      return;
    }
    whole.writeBytes(content);
    if (frame.isFinalFragment()) {
      partial = null;
      message(whole);
      whole.release();
    }
  }

  private void message(ByteBuf content) {
    if (!ByteBufUtil.isText(content, StandardCharsets.UTF_8)) {
      connection.close(messages.rules().unproven().notUtf8());
      return;
    }
    messages.received(
        connection, content.toString(StandardCharsets.UTF_8), content.readableBytes());
  }

  private void closed(CloseWebSocketFrame frame) {
    int code = frame.statusCode();
    if (code == -1) {
      connection.closedByClient(CloseReason.NO_STATUS, new CloseWebSocketFrame());
    } else {
      String reason = frame.reasonText();
      connection.closedByClient(
          new CloseReason(code, reason), new CloseWebSocketFrame(code, reason));
    }
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext ctx) {
    connection.adjustReading();
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    dropPartial();
    connection.ended();
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    if (cause instanceof CorruptedWebSocketFrameException corrupted) {
      WebSocketCloseStatus status = corrupted.closeStatus();
      connection.close(
          status.equals(WebSocketCloseStatus.MESSAGE_TOO_BIG)
              ? messages.rules().tooBig()
              : new CloseReason(status.code(), status.reasonText()));
    } else {
      PeerFault.end(ctx, cause);
    }
  }

  private void dropPartial() {
    if (partial != null) {
      partial.release();
      partial = null;
    }
  }
}
