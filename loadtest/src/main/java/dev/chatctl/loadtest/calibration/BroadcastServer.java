package dev.chatctl.loadtest.calibration;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.unix.UnixChannelOption;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.websocketx.WebSocketServerProtocolHandler;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A WebSocket server on loopback that sends every text message to every open socket. */
public final class BroadcastServer implements AutoCloseable {
  private final EventLoops loops;
  private final Relay relay = new Relay();
  private final BroadcastRoom room;
  private final ChannelGroup sockets = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);
  private final Channel listening;
  private final int relayPort;

  private BroadcastServer(int port, int threads, Conduct conduct) {
    loops = EventLoops.of(threads);
    room = new BroadcastRoom(conduct, relay);
    ServerBootstrap bootstrap =
        new ServerBootstrap()
            .group(loops.loops())
            .channel(loops.serverChannel())
            .option(ChannelOption.SO_BACKLOG, 4096)
            .option(ChannelOption.SO_REUSEADDR, true)
            .childOption(ChannelOption.TCP_NODELAY, true)
            .childHandler(
                new ChannelInitializer<Channel>() {
                  @Override
                  protected void initChannel(Channel channel) {
                    sockets.add(channel);
                    channel
                        .pipeline()
                        .addLast(new HttpServerCodec())
                        .addLast(new HttpObjectAggregator(8192))
                        .addLast(new WebSocketServerProtocolHandler("/", true))
                        .addLast(new BroadcastHandler(room));
                    conduct.prepare(channel.pipeline());
                  }
                });
    if (loops.epoll()) {
      bootstrap.option(UnixChannelOption.SO_REUSEPORT, true);
    }
    InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    listening = bootstrap.bind(address).syncUninterruptibly().channel();
    relayPort = relay.listen(loops, text -> room.broadcastHere(null, text));
  }

  /**
   * Starts to listen.
   *
   * @param port 0 for any free one; one in use by another of these servers is shared with it, and
   *     the kernel deals the connections out
   * @param threads event loops that share the sockets
   * @param delay time between a measured message's arrival and its deliveries
   */
  public static BroadcastServer start(int port, int threads, Duration delay) {
    return start(port, threads, () -> delay);
  }

  /** The same with other conduct. */
  static BroadcastServer start(int port, int threads, Conduct conduct) {
    return new BroadcastServer(port, threads, conduct);
  }

  /** Where it listens. */
  public URI url() {
    return URI.create("ws://127.0.0.1:" + port() + "/");
  }

  /** The port it listens at. */
  int port() {
    return ((InetSocketAddress) listening.localAddress()).getPort();
  }

  /** The port where it hears what other servers pass on. */
  int relayPort() {
    return relayPort;
  }

  /** Passes on what its members say to the servers that hear at these ports. */
  void join(List<Integer> relayPorts) {
    relayPorts.forEach(port -> relay.join(loops, port));
  }

  /** Open sockets. */
  public int size() {
    return room.size();
  }

  @Override
  public void close() {
    // An event loop that ends may leave sockets open, and those at their other ends waiting.
    listening.close().awaitUninterruptibly(2, TimeUnit.SECONDS);
    sockets.close().awaitUninterruptibly(2, TimeUnit.SECONDS);
    loops.loops().shutdownGracefully(0, 2, TimeUnit.SECONDS).awaitUninterruptibly();
  }
}
