package dev.chatctl.loadtest.injector;

import dev.chatctl.description.Meaning;
import dev.chatctl.loadtest.ledger.ListenerAccount;
import dev.chatctl.loadtest.ledger.LoopAccount;
import dev.chatctl.loadtest.stats.Latency;
import dev.chatctl.loadtest.stats.LatencyHistograms;
import dev.chatctl.loadtest.wire.Marker;
import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/** A virtual user that stamps each frame on arrival, before anything else is done with it. */
final class ListenerUser extends VirtualUser {
  private final ListenerAccount account;
  private final LoopAccount loopAccount;
  private final LatencyHistograms latencies;
  private final @Nullable ScheduledSender sender;
  private final int run;
  private volatile long reconnectDelayMillis;
  private long closedNanos;
  private int pings;

  /**
   * One of a room.
   *
   * @param loopAccount what the sockets of its event loop see
   * @param sender sends through its sockets, where listeners publish
   */
  ListenerUser(
      UserContext context,
      ListenerAccount account,
      LoopAccount loopAccount,
      LatencyHistograms latencies,
      @Nullable ScheduledSender sender) {
    super(context);
    this.account = account;
    this.loopAccount = loopAccount;
    this.latencies = latencies;
    this.sender = sender;
    this.run = context.plan().marker();
  }

  @Override
  void received(ByteBuf texts, ByteBuf frame, boolean binary, long now) {
    int at = Marker.find(texts, texts.readerIndex(), run);
    if (at < 0) {
      unmarked(frame, binary);
    }
    for (; at >= 0; at = Marker.find(texts, at + Marker.LENGTH, run)) {
      int publisher = Marker.publisher(texts, at);
      if (Marker.kind(texts, at) == Marker.MEASURED) {
        loopAccount.arrived(
            account, publisher, Marker.sequence(texts, at), Marker.dueNanos(texts, at), now);
      } else if (plan().shard().owns(publisher)) {
        loopAccount.warmedUp();
      }
    }
  }

  private void unmarked(ByteBuf frame, boolean binary) {
    Meaning meaning = client().interpret(frame, binary).meaning();
    if (pings > 0 && meaning.kinds().contains(Meaning.Kind.PONG)) {
      pings--;
    } else if (!refuses(frame, binary) && !isOpening()) {
      boolean isOurs = Marker.isIn(frame, run);
      watch().unheard().add(isOurs ? "a mark of ours" : "none", () -> client().example(frame));
      if (!meaning.kinds().contains(Meaning.Kind.IGNORED) && meaning.replies().isEmpty()) {
        loopAccount.stranger();
        watch().strangers().add("", () -> client().example(frame));
      }
    }
  }

  @Override
  void onOpen(ClientSocket open) {
    if (sender != null) {
      sender.use(open);
    }
    if (loopAccount.isClosed()) {
      return;
    }
    account.opened(plan().clock().now());
    pings = 0;
    long now = System.nanoTime();
    latencies.record(Latency.CONNECT, now - connectNanos());
    if (wasOpen()) {
      latencies.record(Latency.OUTAGE, now - closedNanos);
      watch().connections().reopened();
    } else {
      watch().connections().opened();
    }
    log(now, null);
  }

  @Override
  void onFailure(String reason) {
    log(System.nanoTime(), reason);
    if (wasOpen()) {
      watch().connections().failedAgain(reason);
    } else {
      watch().connections().failed(reason);
    }
  }

  private void log(long endNanos, @Nullable String failure) {
    engine()
        .log("listeners", wasOpen() ? "reconnect" : "connect", connectNanos(), endNanos, failure);
  }

  @Override
  void onClose(String reason) {
    if (!loopAccount.isClosed()) {
      account.closed(plan().clock().now());
    }
    closedNanos = System.nanoTime();
    watch().connections().closed(reason);
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
    loop()
        .execute(
            () -> {
              if (isOpen()) {
                account.left(plan().clock().now());
                close();
              }
            });
  }

  /** Whether what a publisher says is meant for it, and it has an open socket. */
  boolean hears(int publisher) {
    return account.hears(publisher) && isOpen();
  }

  /** Keeps the connection from idling out. */
  void ping() {
    loop()
        .execute(
            () -> {
              pings++;
              send(client()::keepAlive);
            });
  }

  @Override
  String role() {
    return "a listener";
  }
}
