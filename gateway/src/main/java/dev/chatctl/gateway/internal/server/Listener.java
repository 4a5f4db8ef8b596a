package dev.chatctl.gateway.internal.server;

import static java.util.Objects.requireNonNull;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * A port that is taken, and the event loops of its sockets, one for each processor: native epoll on
 * Linux, else the JDK's.
 */
public final class Listener implements AutoCloseable {
  private static final int BACKLOG = 4096;

  private final EventLoopGroup loops;
  private final Channel channel;
  private final AtomicReference<@Nullable Dispatcher> serving;

  private Listener(
      EventLoopGroup loops, Channel channel, AtomicReference<@Nullable Dispatcher> serving) {
    this.loops = loops;
    this.channel = channel;
    this.serving = serving;
  }

  /**
   * Takes a port; clients that connect before it serves wait in the listen queue.
   *
   * @param buffer unsent bytes of a socket at which it is not writable any more
   * @throws IOException when the address cannot be taken
   */
  public static Listener bind(String host, int port, int buffer) throws IOException {
    boolean epoll = Epoll.isAvailable();
    EventLoopGroup loops =
        new MultiThreadIoEventLoopGroup(
            Runtime.getRuntime().availableProcessors(),
            new DefaultThreadFactory("gateway-loop", true),
            epoll ? EpollIoHandler.newFactory() : NioIoHandler.newFactory());
    AtomicReference<@Nullable Dispatcher> serving = new AtomicReference<>();
    ChannelFuture bound =
        new ServerBootstrap()
            .group(loops)
            .channel(epoll ? EpollServerSocketChannel.class : NioServerSocketChannel.class)
            .option(ChannelOption.AUTO_READ, false)
            .option(ChannelOption.SO_BACKLOG, BACKLOG)
            .option(ChannelOption.SO_REUSEADDR, true)
            .childOption(ChannelOption.TCP_NODELAY, true)
            .childOption(
                ChannelOption.WRITE_BUFFER_WATER_MARK, new WriteBufferWaterMark(buffer / 2, buffer))
            .childHandler(
                new ChannelInitializer<SocketChannel>() {
                  @Override
                  protected void initChannel(SocketChannel socket) {
                    Dispatcher dispatcher = requireNonNull(serving.get());
                    socket
                        .pipeline()
                        .addLast(
                            new HttpServerCodec(dispatcher.rules().decoder()),
                            new HttpHandler(dispatcher));
                  }
                })
            .bind(host, port)
            .awaitUninterruptibly();
    if (!bound.isSuccess()) {
      stop(loops);
      throw new IOException(bound.cause().getMessage(), bound.cause());
    }
    return new Listener(loops, bound.channel(), serving);
  }

  public int port() {
    return ((InetSocketAddress) channel.localAddress()).getPort();
  }

  /** Begins to serve; the event loops are for whatever else is due now and then. */
  public EventLoopGroup serve(Dispatcher dispatcher) {
    if (!serving.compareAndSet(null, dispatcher)) {
      throw new IllegalStateException("serve: called twice (expected: once)");
    }
    channel.config().setAutoRead(true);
    return loops;
  }

  /** Takes in no socket any more. */
  public void stopListening() {
    channel.close().awaitUninterruptibly();
  }

  /** Gives the port back, and the threads. */
  @Override
  public void close() {
    stopListening();
    stop(loops);
  }

  private static void stop(EventLoopGroup loops) {
    loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
  }
}
