package dev.chatctl.loadtest.injector;

import dev.chatctl.loadtest.ledger.ListenerAccount;
import dev.chatctl.loadtest.ledger.LoopAccount;
import dev.chatctl.loadtest.stats.ConnectionStats;
import dev.chatctl.loadtest.stats.Latency;
import dev.chatctl.loadtest.stats.LatencyHistograms;
import dev.chatctl.loadtest.wire.Marker;
import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import org.jspecify.annotations.Nullable;

/** A virtual user that stamps each frame on arrival, before anything else is done with it. */
final class ListenerUser extends VirtualUser {
  private static final String PING = "{\"action\":\"ping\"}";

  /**
   * Where listeners note what they see of their connections.
   *
   * @param connections how many there are, and why not more
   * @param latencies how long handshakes took and sockets were away
   */
  record Stats(ConnectionStats connections, LatencyHistograms latencies) {}

  private final ListenerAccount account;
  private final LoopAccount loopAccount;
  private final Stats stats;
  private final @Nullable ScheduledSender sender;
  private final int run;
  private volatile long reconnectDelayMillis;
  private long closedNanos;

  /**
   * One of a room.
   *
   * @param loopAccount what the sockets of its event loop see
   * @param sender sends through its sockets, where listeners publish
   */
  ListenerUser(
      Context context,
      ListenerAccount account,
      LoopAccount loopAccount,
      Stats stats,
      @Nullable ScheduledSender sender) {
    super(context, context.plan().urlOf(account.room(), account.index()));
    this.account = account;
    this.loopAccount = loopAccount;
    this.stats = stats;
    this.sender = sender;
    this.run = context.plan().marker();
  }

  @Override
  void received(TextWebSocketFrame frame) {
    long now = plan().clock().now();
    ByteBuf content = frame.content();
    int at = Marker.find(content, run);
    if (at < 0) {
      loopAccount.stranger();
    } else if (Marker.kind(content, at) == Marker.MEASURED) {
      loopAccount.arrived(
          account,
          Marker.publisher(content, at),
          Marker.sequence(content, at),
          Marker.dueNanos(content, at),
          now);
    } else if (plan().shard().owns(Marker.publisher(content, at))) {
      loopAccount.warmedUp();
    }
  }

  @Override
  void onOpen(ClientSocket open) {
    account.opened(plan().clock().now());
    if (sender != null) {
      sender.use(open);
    }
    long now = System.nanoTime();
    stats.latencies().record(Latency.CONNECT, now - connectNanos());
    if (wasOpen()) {
      stats.latencies().record(Latency.OUTAGE, now - closedNanos);
      stats.connections().reopened();
    } else {
      stats.connections().opened();
    }
    log(now, null);
  }

  @Override
  void onFailure(String reason) {
    log(System.nanoTime(), reason);
    if (wasOpen()) {
      stats.connections().failedAgain(reason);
    } else {
      stats.connections().failed(reason);
    }
  }

  private void log(long endNanos, @Nullable String failure) {
    engine()
        .log("listeners", wasOpen() ? "reconnect" : "connect", connectNanos(), endNanos, failure);
  }

  @Override
  void onClose(String reason) {
    account.closed(plan().clock().now());
    closedNanos = System.nanoTime();
    stats.connections().closed(reason);
  }

  @Override
  long reconnectDelayMillis() {
    return reconnectDelayMillis;
  }

  @Override
  long retryMillis() {
    return 1000;
  }

  /** Closes the socket now, to be opened again after that long. */
  void drop(long delayMillis) {
    reconnectDelayMillis = delayMillis;
    close();
  }

  /** Whether it is in that room, with an open socket. */
  boolean isIn(int room) {
    return account.room() == room && isOpen();
  }

  /** Keeps the connection from idling out. */
  void ping() {
    send(PING);
  }

  @Override
  String role() {
    return "a listener";
  }
}
