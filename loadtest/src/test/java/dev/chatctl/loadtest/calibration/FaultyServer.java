package dev.chatctl.loadtest.calibration;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import io.netty.handler.codec.http.websocketx.WebSocketServerProtocolHandler.HandshakeComplete;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Starts calibration servers that do something wrong. */
public final class FaultyServer implements Conduct {
  private final CalibrationFaults faults;
  private final DeliveryFaults deliveries;
  private final AdmissionHandler admissions;

  private FaultyServer(CalibrationFaults faults) {
    this.faults = faults;
    this.deliveries = new DeliveryFaults(faults);
    this.admissions = new AdmissionHandler(faults.admission());
  }

  /** One event loop at any free port. */
  public static BroadcastServer start(CalibrationFaults faults) {
    return BroadcastServer.start(0, 1, new FaultyServer(faults));
  }

  @Override
  public Duration delay() {
    return faults.delay();
  }

  @Override
  public void deliver(Channel to, ByteBuf frame) {
    deliveries.deliver(to, frame);
  }

  @Override
  public void prepare(ChannelPipeline pipeline) {
    String requests = pipeline.context(HttpObjectAggregator.class).name();
    pipeline.addAfter(requests, null, admissions);
    if (faults.admission().lifetime().isPositive()) {
      pipeline.addLast(new CutOff(faults.admission().lifetime()));
    }
  }

  /** Closes its socket some time after the handshake. */
  private static final class CutOff extends ChannelInboundHandlerAdapter {
    private final Duration lifetime;

    CutOff(Duration lifetime) {
      this.lifetime = lifetime;
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) throws Exception {
      if (event instanceof HandshakeComplete) {
        var unused =
            ctx.executor().schedule(() -> close(ctx), lifetime.toNanos(), TimeUnit.NANOSECONDS);
      }
      super.userEventTriggered(ctx, event);
    }

    private static void close(ChannelHandlerContext ctx) {
      var unused =
          ctx.writeAndFlush(new CloseWebSocketFrame(WebSocketCloseStatus.ENDPOINT_UNAVAILABLE))
              .addListener(ChannelFutureListener.CLOSE);
    }
  }
}
