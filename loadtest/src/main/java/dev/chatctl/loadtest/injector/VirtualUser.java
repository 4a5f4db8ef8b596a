package dev.chatctl.loadtest.injector;

import dev.chatctl.loadtest.plan.Plan;
import io.netty.buffer.ByteBuf;
import io.netty.channel.EventLoop;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A role with one socket after the other, all on one event loop. What becomes of its sockets, and
 * what they receive, it is told on that loop; {@link #stop} may be called from anywhere.
 */
abstract class VirtualUser {
  private final UserContext context;
  private volatile @Nullable ClientSocket socket;
  private volatile boolean wasOpen;
  private volatile boolean stopped;
  private volatile boolean leaving;
  private volatile @Nullable String gone;
  private @Nullable Entrance entrance;
  private long connectNanos;

  VirtualUser(UserContext context) {
    this.context = context;
  }

  /** What it is, as in "a publisher". */
  abstract String role();

  /**
   * A frame came.
   *
   * @param texts those of the messages in it, or the frame itself
   * @param binary whether it is a binary frame
   * @param now when, on the plan's clock
   */
  abstract void received(ByteBuf texts, ByteBuf frame, boolean binary, long now);

  /** Notes a frame without a message of this run, if it refuses something; whether it does. */
  final boolean refuses(ByteBuf frame, boolean binary) {
    Optional<String> error = client().interpret(frame, binary).meaning().error();
    error.ifPresent(code -> watch().errors().add(code, () -> client().example(frame)));
    return error.isPresent();
  }

  /** It has a socket, and is ready. */
  abstract void onOpen(ClientSocket open);

  /** A handshake did not succeed. */
  void onFailure(String reason) {}

  /** The socket is gone. */
  void onClose(String reason) {}

  /** Whether it connects again, once it had a socket and as long as it is not stopped. */
  boolean reconnects() {
    return plan().connections().reconnect();
  }

  /** Time between the end of a socket and the next handshake, milliseconds. */
  long reconnectDelayMillis() {
    return 0;
  }

  /** Time between a handshake that failed and the next, milliseconds. */
  abstract long retryMillis();

  /** Comes to connect, or to say that it cannot since a step before it failed. */
  final void come(boolean failed) {
    if (failed) {
      gone = "a step before it failed";
      onFailure(gone);
    } else {
      connect();
    }
  }

  /** Connects as soon as the limit of pending handshakes lets it. */
  private void connect() {
    context
        .handshakes()
        .enter(
            () -> {
              connectNanos = System.nanoTime();
              try {
                context
                    .engine()
                    .open(
                        client().request(),
                        plan().connections().source(),
                        context.id(),
                        loop(),
                        new ClientSocket(this));
              } catch (UserCodeException e) {
                watch().broken(e);
                failed(e.reason());
              }
            });
  }

  final void opened(ClientSocket open) {
    socket = open;
    leaving = false;
    entrance = new Entrance(context, open, () -> ready(open));
    entrance.begin();
  }

  private void ready(ClientSocket open) {
    entrance = null;
    open.ready();
    onOpen(open);
    wasOpen = true;
    context.handshakes().leave();
    if (stopped) {
      close();
    }
  }

  /** A frame came. */
  final void heard(ByteBuf frame, boolean binary) {
    long now = plan().clock().now(); // before anything else is done with it
    received(client().texts(frame, binary), frame, binary, now);
    if (entrance != null) {
      entrance.hear(frame, binary);
    }
  }

  /** What it is to say cannot be said, or what it hears not be understood. */
  final void broken(UserCodeException failure) {
    watch().broken(failure);
    if (entrance != null) {
      entrance.refuse(failure.reason());
    } else {
      close();
    }
  }

  final void failed(String reason) {
    context.handshakes().leave();
    onFailure(reason);
    connectAgain(wasOpen, retryMillis(), reason);
  }

  final void closed(String reason) {
    if (entrance != null) {
      String why = entrance.refusal(reason);
      entrance = null;
      failed(why);
      return;
    }
    if (leaving) {
      context.watch().connections().left();
    } else {
      context.watch().connections().cut(reason);
    }
    onClose(reason);
    connectAgain(true, reconnectDelayMillis(), reason);
  }

  private void connectAgain(boolean may, long delayMillis, String reason) {
    if (may && reconnects() && !stopped) {
      var unused = loop().schedule(this::connect, delayMillis, TimeUnit.MILLISECONDS);
    } else {
      gone = reason;
    }
  }

  /** Sends a frame if there is an open socket. */
  final void send(Supplier<WebSocketFrame> frame) {
    ClientSocket current = socket;
    if (current != null && current.isOpen()) {
      try {
        current.sendFrame(frame.get());
      } catch (UserCodeException e) {
        broken(e);
      }
    }
  }

  /** Closes the socket, if there is one, as planned. */
  final void close() {
    ClientSocket current = socket;
    if (current != null) {
      leaving = true;
      current.close();
    }
  }

  /** Closes the socket for good. */
  final void stop() {
    stopped = true;
    close();
  }

  /** Whether it has an open socket. */
  final boolean isOpen() {
    ClientSocket current = socket;
    return current != null && current.isOpen();
  }

  /** Whether it had a socket, and may have one still. */
  final boolean isActive() {
    return wasOpen && gone == null;
  }

  /** Whether it had a socket before. */
  final boolean wasOpen() {
    return wasOpen;
  }

  /** Why it is without a socket for good, if it is. */
  final Optional<String> gone() {
    return Optional.ofNullable(gone);
  }

  /** When its last handshake was started, by {@link System#nanoTime()}. */
  final long connectNanos() {
    return connectNanos;
  }

  /** Whether its socket is opened, but it is not ready yet. */
  final boolean isOpening() {
    return entrance != null;
  }

  final ChatClient client() {
    return context.client();
  }

  final UserContext.Watch watch() {
    return context.watch();
  }

  final Plan plan() {
    return context.plan();
  }

  final GatlingEngine engine() {
    return context.engine();
  }

  final EventLoop loop() {
    return context.loop();
  }
}
