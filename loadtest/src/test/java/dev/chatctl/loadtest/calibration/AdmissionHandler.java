package dev.chatctl.loadtest.calibration;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import java.util.concurrent.TimeUnit;

/** Answers the handshakes that are not to succeed. */
@Sharable
final class AdmissionHandler extends ChannelInboundHandlerAdapter {
  private final CalibrationFaults.Admission admission;
  private long second;
  private int admitted;
  private int came;

  AdmissionHandler(CalibrationFaults.Admission admission) {
    this.admission = admission;
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) throws Exception {
    if (message instanceof FullHttpRequest request && !admits()) {
      request.release();
      HttpResponseStatus status = HttpResponseStatus.valueOf(admission.status());
      var unused =
          ctx.writeAndFlush(
                  new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, status, Unpooled.EMPTY_BUFFER))
              .addListener(ChannelFutureListener.CLOSE);
      return;
    }
    super.channelRead(ctx, message);
  }

  private synchronized boolean admits() {
    long now = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime());
    if (now != second) {
      second = now;
      admitted = 0;
    }
    int number = came++ - admission.first();
    return (number < 0 || number >= admission.refused()) && admitted++ < admission.perSecond();
  }
}
