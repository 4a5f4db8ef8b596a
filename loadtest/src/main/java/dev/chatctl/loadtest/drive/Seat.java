package dev.chatctl.loadtest.drive;

import dev.chatctl.loadtest.ledger.Lane;
import dev.chatctl.loadtest.ledger.Recipient;
import dev.chatctl.loadtest.plan.Plan;
import io.netty.channel.EventLoop;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import java.net.URI;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A listener's place: one recipient, one event loop, and one socket after the other. */
final class Seat implements ListenerSocket.Events {
  private static final String PING = "{\"action\":\"ping\"}";
  private static final long RETRY_MILLIS = 1000;

  private final Plan plan;
  private final Crowd crowd;
  private final ConnectGate gate;
  private final Engine engine;
  private final long user;
  private final EventLoop loop;
  private final Recipient recipient;
  private final Lane lane;
  private final URI url;
  private final @Nullable Speaker speaker;
  private volatile @Nullable ListenerSocket socket;
  private volatile boolean dismissed;
  private volatile long reconnectDelayMillis;
  private boolean openedBefore;
  private long connectStart;
  private long goneAt;

  Seat(
      Plan plan,
      Crowd crowd,
      ConnectGate gate,
      Engine engine,
      long user,
      EventLoop loop,
      Recipient recipient,
      Lane lane,
      @Nullable Speaker speaker) {
    this.plan = plan;
    this.crowd = crowd;
    this.gate = gate;
    this.engine = engine;
    this.user = user;
    this.loop = loop;
    this.recipient = recipient;
    this.lane = lane;
    this.speaker = speaker;
    this.url = plan.urlOf(recipient.room(), recipient.index());
  }

  /** Connects as soon as the gate lets it. */
  void connect() {
    gate.enter(
        () -> {
          connectStart = System.nanoTime();
          ListenerSocket next = new ListenerSocket(plan, recipient, lane, this);
          engine.open(url, plan.connecting().source(), user, loop, next);
        });
  }

  @Override
  public void opened(ListenerSocket opened) {
    gate.leave();
    socket = opened;
    if (speaker != null) {
      speaker.use(opened);
    }
    long now = System.nanoTime();
    long took = now - connectStart;
    if (openedBefore) {
      crowd.reopened(took, now - goneAt);
    } else {
      crowd.opened(took);
    }
    engine.log("listeners", openedBefore ? "reconnect" : "connect", connectStart, now, null);
    openedBefore = true;
    if (dismissed) {
      opened.close();
    }
  }

  @Override
  public void failed(String reason) {
    gate.leave();
    engine.log(
        "listeners",
        openedBefore ? "reconnect" : "connect",
        connectStart,
        System.nanoTime(),
        reason);
    if (openedBefore) {
      crowd.failedAgain(reason);
      reconnect(RETRY_MILLIS);
    } else {
      crowd.failed(reason);
    }
  }

  @Override
  public void gone(ListenerSocket gone, String reason) {
    goneAt = System.nanoTime();
    crowd.closed(reason);
    reconnect(reconnectDelayMillis);
  }

  private void reconnect(long delayMillis) {
    if (plan.connecting().reconnect() && !dismissed) {
      var unused = loop.schedule(this::connect, delayMillis, TimeUnit.MILLISECONDS);
    }
  }

  /** Closes the socket now, to be opened again after that long. */
  void drop(long delayMillis) {
    reconnectDelayMillis = delayMillis;
    close();
  }

  /** Whether it is in that room, with an open socket. */
  boolean isIn(int room) {
    ListenerSocket current = socket;
    return recipient.room() == room && current != null && current.isOpen();
  }

  /** Keeps the connection from idling out. */
  void ping() {
    ListenerSocket current = socket;
    if (current != null && current.isOpen()) {
      current.sendFrame(new TextWebSocketFrame(PING));
    }
  }

  /** Closes the socket for good. */
  void dismiss() {
    dismissed = true;
    close();
  }

  private void close() {
    ListenerSocket current = socket;
    if (current != null) {
      current.close();
    }
  }
}
