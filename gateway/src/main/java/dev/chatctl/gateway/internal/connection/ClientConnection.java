package dev.chatctl.gateway.internal.connection;

import dev.chatctl.gateway.event.Client;
import dev.chatctl.gateway.event.CloseReason;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.EventLoop;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One accepted socket. Any thread may send or close; writes happen on its event loop, and all the
 * writes that reach the loop in one turn leave in one system call.
 */
// A failed write closes its channel, and channelInactive sees to the rest.
@SuppressWarnings("FutureReturnValueIgnored")
public final class ClientConnection {
  private final Client client;
  private final Channel channel;
  private final ConnectionRegistry connections;
  private volatile long lastActive;
  // The three below belong to the event loop.
  private @Nullable CloseReason closing;
  private boolean paused;
  private boolean flushPending;

  public ClientConnection(Client client, Channel channel, ConnectionRegistry connections) {
    this.client = client;
    this.channel = channel;
    this.connections = connections;
    this.lastActive = client.connectedAt();
  }

  public String id() {
    return client.connectionId();
  }

  public Client client() {
    return client;
  }

  public Channel channel() {
    return channel;
  }

  /** An id for its next message. */
  public String newMessageId() {
    return connections.ids.messageId(id());
  }

  /** Milliseconds since 1970 of the last traffic. */
  public long lastActive() {
    return lastActive;
  }

  public void touch() {
    lastActive = connections.clock.millis();
  }

  /** On the event loop: reads no further until told to; false if it was told so already. */
  public boolean pause() {
    boolean first = !paused;
    paused = true;
    adjustReading();
    return first;
  }

  /** Reads on, as far as the pause is concerned. */
  public void resume() {
    onLoop(
        () -> {
          paused = false;
          adjustReading();
        });
  }

  /**
   * On the event loop: reads unless there is a reason not to, which are that messages in flight
   * take too much memory, and that the client does not read what it is owed. One whose end began is
   * read on: closing a socket with unread bytes would reset it and lose the close frame.
   */
  public void adjustReading() {
    channel.config().setAutoRead(closing != null || (!paused && channel.isWritable()));
  }

  /** False while more bytes wait for this client than it may owe. */
  public boolean isWritable() {
    return channel.isWritable();
  }

  /** Sends one text message and releases the payload, which must be valid UTF-8. */
  public void send(ByteBuf payload) {
    touch();
    if (!onLoop(() -> write(payload))) {
      payload.release();
    }
  }

  /** Ends the socket with a close frame, unless it is ending already; 1006 is an end without. */
  public void close(CloseReason reason) {
    if (reason.code() == CloseReason.DROPPED.code()) {
      drop();
      return;
    }
    connections.leave(this);
    onLoop(() -> beginClose(reason));
  }

  /** Ends the socket without a close frame, as a lost network does. */
  public void drop() {
    connections.leave(this);
    channel.close();
  }

  /** Ends the socket without waiting for the client's close frame; for the gateway's own end. */
  void closeNow(CloseReason reason) {
    close(reason);
    channel
        .eventLoop()
        .execute(
            () ->
                channel
                    .writeAndFlush(Unpooled.EMPTY_BUFFER)
                    .addListener(ChannelFutureListener.CLOSE));
  }

  /** On the event loop: the client said goodbye; its code and reason go back to it. */
  public void closedByClient(CloseReason reason, CloseWebSocketFrame echo) {
    connections.leave(this);
    if (closing == null) {
      closing = reason;
      channel.writeAndFlush(echo).addListener(ChannelFutureListener.CLOSE);
    } else {
      echo.release();
      channel.close();
    }
  }

  /** On the event loop: how the socket ended, once it has. */
  CloseReason closeReason() {
    return closing == null ? CloseReason.DROPPED : closing;
  }

  /** On the event loop: it has ended. */
  public void ended() {
    connections.ended(this);
  }

  /** On the event loop. */
  public boolean isClosing() {
    return closing != null;
  }

  private void beginClose(CloseReason reason) {
    if (closing != null) {
      return;
    }
    closing = reason;
    channel.writeAndFlush(new CloseWebSocketFrame(reason.code(), reason.reason()));
    adjustReading();
    long millis = connections.timeouts.closeHandshake().toMillis();
    channel.eventLoop().schedule(() -> channel.close(), millis, TimeUnit.MILLISECONDS);
  }

  /** False when the loop is gone: of a function that outlived its gateway, the client is too. */
  private boolean onLoop(Runnable task) {
    EventLoop loop = channel.eventLoop();
    if (loop.inEventLoop()) {
      task.run();
      return true;
    }
    try {
      loop.execute(task);
      return true;
    } catch (RejectedExecutionException shutDown) {
      return false;
    }
  }

  private void write(ByteBuf payload) {
    if (closing != null || !channel.isActive()) {
      payload.release();
      return;
    }
    TextFrames.write(channel, payload, connections.sizes.frame());
    if (!flushPending) {
      flushPending = true;
      channel.eventLoop().execute(this::flush);
    }
  }

  private void flush() {
    flushPending = false;
    channel.flush();
  }
}
