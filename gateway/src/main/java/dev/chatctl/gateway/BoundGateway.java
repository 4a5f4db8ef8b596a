package dev.chatctl.gateway;

import static java.util.Objects.requireNonNull;

import dev.chatctl.gateway.route.WebSocketApi;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpServerCodec;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * A gateway that has its port and no API yet: functions can be told where {@code @connections} will
 * be before they exist. Clients that connect meanwhile wait in the listen queue.
 */
public final class BoundGateway implements AutoCloseable {
  // Room in the decoder's limit for the method, the version and a URL one over the gateway's own.
  private static final int LINE_SLACK = 512;
  private static final int BACKLOG = 4096;

  private final GatewaySettings settings;
  private final EventLoopGroup loops;
  private final Channel listener;
  private final AtomicReference<@Nullable ChannelInitializer<SocketChannel>> initializer;

  private BoundGateway(
      GatewaySettings settings,
      EventLoopGroup loops,
      Channel listener,
      AtomicReference<@Nullable ChannelInitializer<SocketChannel>> initializer) {
    this.settings = settings;
    this.loops = loops;
    this.listener = listener;
    this.initializer = initializer;
  }

  static BoundGateway bind(GatewaySettings settings) throws GatewayStartException {
    Transport transport = Transport.best();
    EventLoopGroup loops = transport.eventLoops();
    AtomicReference<@Nullable ChannelInitializer<SocketChannel>> initializer =
        new AtomicReference<>();
    int buffer = settings.sizes().clientBuffer();
    ChannelFuture bound =
        new ServerBootstrap()
            .group(loops)
            .channel(transport.serverChannel())
            .option(ChannelOption.AUTO_READ, false)
            .option(ChannelOption.SO_BACKLOG, BACKLOG)
            .option(ChannelOption.SO_REUSEADDR, true)
            .childOption(ChannelOption.TCP_NODELAY, true)
            .childOption(
                ChannelOption.WRITE_BUFFER_WATER_MARK, new WriteBufferWaterMark(buffer / 2, buffer))
            .childHandler(
                new ChannelInitializer<SocketChannel>() {
                  @Override
                  protected void initChannel(SocketChannel channel) {
                    channel.pipeline().addLast(requireNonNull(initializer.get()));
                  }
                })
            .bind(settings.host(), settings.port())
            .awaitUninterruptibly();
    if (!bound.isSuccess()) {
      stop(loops);
      Throwable cause = bound.cause();
      throw new GatewayStartException(
          "port: %d on %s (expected: a free port, or 0 to pick one): %s"
              .formatted(settings.port(), settings.host(), cause.getMessage()),
          cause);
    }
    return new BoundGateway(settings, loops, bound.channel(), initializer);
  }

  /** The port taken. */
  public int port() {
    return ((InetSocketAddress) listener.localAddress()).getPort();
  }

  /** Where clients of a stage will connect: {@code ws://host:port/stage}. */
  public URI webSocketUrl(String stage) {
    return url("ws", stage);
  }

  /** The SDK's endpoint override for a stage: {@code http://host:port/stage}. */
  public URI managementEndpoint(String stage) {
    return url("http", stage);
  }

  /**
   * Begins to serve; the returned gateway owns the port from here on. Call once.
   *
   * @throws IllegalArgumentException when the API asks for signatures and the settings know none
   */
  public Gateway serve(WebSocketApi api) {
    Engine engine = new Engine(new Stages(api, settings), settings);
    if (!initializer.compareAndSet(null, channels(engine))) {
      throw new IllegalStateException("serve: called twice (expected: once)");
    }
    new Sweeper(engine).schedule(loops);
    listener.config().setAutoRead(true);
    return new Gateway(engine, this);
  }

  /** Gives the port back. */
  @Override
  public void close() {
    listener.close().awaitUninterruptibly();
    stop(loops);
  }

  void stopListening() {
    listener.close().awaitUninterruptibly();
  }

  private static void stop(EventLoopGroup loops) {
    loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
  }

  private ChannelInitializer<SocketChannel> channels(Engine engine) {
    Doors doors = Doors.of(engine);
    HttpDecoderConfig http =
        new HttpDecoderConfig()
            .setMaxInitialLineLength(settings.sizes().url() + LINE_SLACK)
            .setMaxHeaderSize(settings.sizes().headers());
    return new ChannelInitializer<>() {
      @Override
      protected void initChannel(SocketChannel channel) {
        channel.pipeline().addLast(new HttpServerCodec(http), new FrontDoor(engine, doors));
      }
    };
  }

  private URI url(String scheme, String stage) {
    String host = settings.host().contains(":") ? "[" + settings.host() + "]" : settings.host();
    return URI.create(scheme + "://" + host + ":" + port() + "/" + stage);
  }
}
