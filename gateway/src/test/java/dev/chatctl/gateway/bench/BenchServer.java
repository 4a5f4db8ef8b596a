package dev.chatctl.gateway.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.chatctl.gateway.Gateway;
import dev.chatctl.gateway.GatewaySettings;
import dev.chatctl.gateway.invoke.InvocationResult;
import dev.chatctl.gateway.limit.Timeouts;
import dev.chatctl.gateway.route.RouteResponse;
import dev.chatctl.gateway.route.WebSocketApi;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.time.Duration;

/**
 * The measured process: the gateway, and beside it a bare server of the same library that answers
 * an empty 200. Prints both ports; answers {@code heap} on standard input with the bytes in use.
 */
final class BenchServer {
  private static final byte[] PONG = "{\"statusCode\":200,\"body\":\"pong\"}".getBytes(UTF_8);

  private BenchServer() {}

  public static void main(String[] args) throws Exception {
    WebSocketApi api =
        WebSocketApi.builder()
            .route("ping", event -> InvocationResult.returned(PONG), RouteResponse.ENABLED)
            .route(
                "whoami",
                event -> {
                  String text = new String(event, UTF_8);
                  int at = text.indexOf("\"connectionId\":\"") + 16;
                  String id = text.substring(at, text.indexOf('"', at));
                  return InvocationResult.returned("{\"statusCode\":200,\"body\":\"" + id + "\"}");
                },
                RouteResponse.ENABLED)
            .build();
    GatewaySettings settings =
        GatewaySettings.defaults().withTimeouts(Timeouts.AWS.withShutdown(Duration.ofSeconds(1)));
    MultiThreadIoEventLoopGroup loops =
        new MultiThreadIoEventLoopGroup(
            Runtime.getRuntime().availableProcessors(), EpollIoHandler.newFactory());
    try (Gateway gateway = Gateway.start(api, settings);
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, UTF_8))) {
      System.out.println(gateway.port() + " " + bare(loops));
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        System.out.println(heap());
      }
    } finally {
      var unused = loops.shutdownGracefully();
    }
  }

  /** The smallest of several collections' results: what is really held. */
  private static long heap() {
    long least = Long.MAX_VALUE;
    for (int i = 0; i < 5; i++) {
      System.gc();
      Runtime runtime = Runtime.getRuntime();
      least = Math.min(least, runtime.totalMemory() - runtime.freeMemory());
    }
    return least;
  }

  private static int bare(MultiThreadIoEventLoopGroup loops) {
    Channel channel =
        new ServerBootstrap()
            .group(loops)
            .channel(EpollServerSocketChannel.class)
            .childOption(ChannelOption.TCP_NODELAY, true)
            .childHandler(
                new ChannelInitializer<Channel>() {
                  @Override
                  protected void initChannel(Channel child) {
                    child.pipeline().addLast(new HttpServerCodec(), new Empty200());
                  }
                })
            .bind("127.0.0.1", 0)
            .syncUninterruptibly()
            .channel();
    return ((InetSocketAddress) channel.localAddress()).getPort();
  }

  private static final class Empty200 extends SimpleChannelInboundHandler<HttpObject> {
    @Override
    protected void channelRead0(ChannelHandlerContext ctx, HttpObject message) {
      if (message instanceof LastHttpContent) {
        FullHttpResponse response =
            new DefaultFullHttpResponse(
                HttpVersion.HTTP_1_1, HttpResponseStatus.OK, Unpooled.EMPTY_BUFFER);
        response.headers().set("content-length", "0");
        var unused = ctx.write(response);
      }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
      ctx.flush();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
      // The load generator ends its connections with a reset.
      var unused = ctx.close();
    }
  }
}
