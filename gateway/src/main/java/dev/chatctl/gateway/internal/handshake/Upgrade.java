package dev.chatctl.gateway.internal.handshake;

import dev.chatctl.gateway.internal.http.HttpAnswer;
import dev.chatctl.gateway.internal.message.FrameHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.websocketx.WebSocket13FrameDecoder;
import io.netty.handler.codec.http.websocketx.WebSocket13FrameEncoder;
import io.netty.handler.codec.http.websocketx.WebSocketDecoderConfig;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** Turns a pipeline from HTTP to WebSocket. On the event loop, in one turn. */
// A failed write closes its channel, and channelInactive sees to the rest.
@SuppressWarnings("FutureReturnValueIgnored")
final class Upgrade {
  // RFC 6455, section 1.3.
  private static final String MAGIC = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

  private Upgrade() {}

  /**
   * The 101 that accepts a handshake.
   *
   * @throws IllegalArgumentException when the protocol cannot be the value of a header
   */
  static FullHttpResponse answer(HttpRequest request, @Nullable String protocol) {
    String key = String.valueOf(request.headers().get(HttpHeaderNames.SEC_WEBSOCKET_KEY));
    return HttpAnswer.switching(accept(key), protocol);
  }

  static void perform(
      ChannelHandlerContext ctx, FullHttpResponse switching, FrameHandler handler, int frame) {
    ChannelPipeline pipeline = ctx.pipeline();
    ctx.writeAndFlush(switching);
    WebSocketDecoderConfig frames =
        WebSocketDecoderConfig.newBuilder()
            .maxFramePayloadLength(frame)
            .closeOnProtocolViolation(false)
            .withUTF8Validator(false)
            .build();
    pipeline.addLast(
        new WebSocket13FrameDecoder(frames), new WebSocket13FrameEncoder(false), handler);
    pipeline.remove(ctx.handler());
    // Last: what the client sent early leaves the HTTP decoder for the one of frames.
    pipeline.remove(HttpServerCodec.class);
  }

  private static String accept(String key) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-1")
              .digest((key.strip() + MAGIC).getBytes(StandardCharsets.US_ASCII));
      return Base64.getEncoder().encodeToString(digest);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
