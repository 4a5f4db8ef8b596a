package dev.chatctl.loadtest.calibration;

import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.LengthFieldBasedFrameDecoder;
import io.netty.handler.codec.LengthFieldPrepender;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/**
 * Joins servers in several processes into one room: each passes on what its own members say. One
 * process may hold no more sockets open than its limit of open files.
 */
final class Relay {
  private static final int LONGEST = 1 << 20;

  private final List<Channel> peers = new CopyOnWriteArrayList<>();

  /** Listens for what the others pass on; answers the port. */
  int listen(EventLoops loops, Consumer<ByteBuf> heard) {
    Channel listening =
        new ServerBootstrap()
            .group(loops.loops())
            .channel(loops.serverChannel())
            .childHandler(
                new ChannelInitializer<Channel>() {
                  @Override
                  protected void initChannel(Channel channel) {
                    channel
                        .pipeline()
                        .addLast(new LengthFieldBasedFrameDecoder(LONGEST, 0, 4, 0, 4))
                        .addLast(new Inbound(heard));
                  }
                })
            .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
            .syncUninterruptibly()
            .channel();
    return ((InetSocketAddress) listening.localAddress()).getPort();
  }

  /** Passes everything on to the server that listens at that port. */
  void join(EventLoops loops, int port) {
    peers.add(
        new Bootstrap()
            .group(loops.loops())
            .channel(loops.channel())
            .handler(
                new ChannelInitializer<Channel>() {
                  @Override
                  protected void initChannel(Channel channel) {
                    channel.pipeline().addLast(new LengthFieldPrepender(4));
                  }
                })
            .connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port))
            .syncUninterruptibly()
            .channel());
  }

  /** Passes a message on. */
  void pass(ByteBuf text) {
    for (Channel peer : peers) {
      var unused = peer.writeAndFlush(text.retainedDuplicate(), peer.voidPromise());
    }
  }

  private static final class Inbound extends SimpleChannelInboundHandler<ByteBuf> {
    private final Consumer<ByteBuf> heard;

    Inbound(Consumer<ByteBuf> heard) {
      this.heard = heard;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext ctx, ByteBuf text) {
      heard.accept(text);
    }
  }
}
