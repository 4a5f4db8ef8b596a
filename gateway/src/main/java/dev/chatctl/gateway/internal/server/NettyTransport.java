package dev.chatctl.gateway.internal.server;

import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.ServerChannel;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;

/** The kind of socket this machine offers: native epoll on Linux, else the JDK's. */
record NettyTransport(IoHandlerFactory handlers, Class<? extends ServerChannel> serverChannel) {
  static NettyTransport best() {
    return Epoll.isAvailable()
        ? new NettyTransport(EpollIoHandler.newFactory(), EpollServerSocketChannel.class)
        : new NettyTransport(NioIoHandler.newFactory(), NioServerSocketChannel.class);
  }

  /** A thread for each processor. */
  MultiThreadIoEventLoopGroup eventLoops() {
    return new MultiThreadIoEventLoopGroup(
        Runtime.getRuntime().availableProcessors(),
        new DefaultThreadFactory("gateway-loop", true),
        handlers);
  }
}
