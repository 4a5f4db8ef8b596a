package dev.chatctl.loadtest.injector;

import dev.chatctl.loadtest.plan.Plan;
import io.netty.buffer.ByteBuf;
import io.netty.channel.EventLoop;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A role with one socket after the other, all on one event loop. What becomes of its sockets, and
 * what they receive, it is told on that loop; {@link #stop} may be called from anywhere.
 */
abstract class VirtualUser {
  /** For what is to come before a client is ready. */
  private static final long OPENING_MILLIS = 30_000;

  private final UserContext context;
  private volatile @Nullable ClientSocket socket;
  private volatile boolean wasOpen;
  private volatile boolean stopped;
  private volatile boolean leaving;
  private volatile @Nullable String gone;
  private boolean opening;
  private @Nullable String refusal;
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
    Optional<String> error = client().interpret(frame, binary).error();
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

  /** Connects as soon as the limit of pending handshakes lets it. */
  final void connect() {
    context
        .handshakes()
        .enter(
            () -> {
              connectNanos = System.nanoTime();
              context
                  .engine()
                  .open(
                      client().request(),
                      plan().connections().source(),
                      context.id(),
                      loop(),
                      new ClientSocket(this));
            });
  }

  final void opened(ClientSocket open) {
    socket = open;
    leaving = false;
    opening = true;
    if (client().begin(open)) {
      ready(open);
    } else {
      var unused = loop().schedule(() -> giveUp(open), OPENING_MILLIS, TimeUnit.MILLISECONDS);
    }
  }

  private void ready(ClientSocket open) {
    opening = false;
    open.ready();
    onOpen(open);
    wasOpen = true;
    context.handshakes().leave();
    if (stopped) {
      close();
    }
  }

  private void giveUp(ClientSocket open) {
    if (opening && open == socket) {
      refuse(
          "step %d of the opening was not answered within %d s"
              .formatted(client().awaitedStep().orElse(0), OPENING_MILLIS / 1000));
    }
  }

  /** The opening cannot go on. */
  private void refuse(String reason) {
    refusal = reason;
    close();
  }

  /** A frame came. */
  final void heard(ByteBuf frame, boolean binary) {
    long now = plan().clock().now(); // before anything else is done with it
    ClientSocket current = socket;
    if (current == null) {
      return;
    }
    received(client().texts(frame, binary), frame, binary, now);
    if (opening && refusal == null) {
      Optional<String> error = client().interpret(frame, binary).error();
      if (error.isPresent()) {
        refuse("refused on opening: " + client().redact(error.get()));
      } else if (client().proceed(frame, binary)) {
        ready(current);
      }
    }
  }

  final void failed(String reason) {
    context.handshakes().leave();
    onFailure(reason);
    connectAgain(wasOpen, retryMillis(), reason);
  }

  final void closed(String reason) {
    if (opening) {
      opening = false;
      String why = refusal == null ? "closed on opening: " + reason : refusal;
      refusal = null;
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
  final void send(WebSocketFrame frame) {
    ClientSocket current = socket;
    if (current != null && current.isOpen()) {
      current.sendFrame(frame);
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
    return opening;
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
