package dev.chatctl.gateway.internal.connection;

import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.DecoderException;
import java.io.IOException;

/** Tells failures of a client or of the network to it, which are daily bread, from our own. */
// A failed close has nobody to be told.
@SuppressWarnings("FutureReturnValueIgnored")
public final class PeerFault {
  private PeerFault() {}

  /** Ends the socket without a goodbye; what is not the client's doing goes on to Netty's log. */
  public static void end(ChannelHandlerContext ctx, Throwable cause) {
    if (!(cause instanceof IOException || cause instanceof DecoderException)) {
      ctx.fireExceptionCaught(cause);
    }
    ctx.close();
  }
}
