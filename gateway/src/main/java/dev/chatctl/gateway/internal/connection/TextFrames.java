package dev.chatctl.gateway.internal.connection;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.handler.codec.http.websocketx.ContinuationWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;

/** A text message as frames. */
// A failed write closes its channel, and channelInactive sees to the rest.
@SuppressWarnings("FutureReturnValueIgnored")
final class TextFrames {
  private TextFrames() {}

  /** On the event loop: writes a message in frames of at most so many bytes, and releases it. */
  static void write(Channel channel, ByteBuf payload, int most) {
    if (payload.readableBytes() <= most) {
      channel.write(new TextWebSocketFrame(payload), channel.voidPromise());
      return;
    }
    channel.write(
        new TextWebSocketFrame(false, 0, payload.readRetainedSlice(most)), channel.voidPromise());
    while (payload.isReadable()) {
      ByteBuf part = payload.readRetainedSlice(Math.min(most, payload.readableBytes()));
      channel.write(
          new ContinuationWebSocketFrame(!payload.isReadable(), 0, part), channel.voidPromise());
    }
    payload.release();
  }
}
