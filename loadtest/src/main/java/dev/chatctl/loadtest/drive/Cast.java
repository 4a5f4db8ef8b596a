package dev.chatctl.loadtest.drive;

import dev.chatctl.loadtest.ledger.Lane;
import dev.chatctl.loadtest.ledger.Ledger;
import dev.chatctl.loadtest.ledger.Recipient;
import dev.chatctl.loadtest.plan.Plan;
import io.gatling.core.session.Session;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.HdrHistogram.Recorder;
import org.jspecify.annotations.Nullable;

/** The sockets of a run, as Gatling's virtual users open them. */
final class Cast implements ListenerSocket.Events {
  private static final Duration HANDSHAKE_TIMEOUT = Duration.ofSeconds(30);

  private final Plan plan;
  private final Ledger ledger;
  private final Crowd crowd;
  private final Recorder sendLag;
  private final EventLoopGroup publisherLoops;
  private final ConnectGate gate;
  private final AtomicInteger nextListener = new AtomicInteger();
  private final AtomicInteger nextPublisher = new AtomicInteger();
  private final ConcurrentMap<EventLoop, Lane> lanes = new ConcurrentHashMap<>();
  private final Queue<ListenerSocket> listeners = new ConcurrentLinkedQueue<>();
  private final List<PublisherSocket> publishers = new CopyOnWriteArrayList<>();
  private final AtomicReference<@Nullable Engine> engine = new AtomicReference<>();

  Cast(Plan plan, Ledger ledger, Crowd crowd, Recorder sendLag, EventLoopGroup publisherLoops) {
    this.plan = plan;
    this.ledger = ledger;
    this.crowd = crowd;
    this.sendLag = sendLag;
    this.publisherLoops = publisherLoops;
    this.gate = new ConnectGate(plan.connectsInFlight());
  }

  void openListener(Engine by, Session session, Runnable onEnd) {
    crowd.park(onEnd);
    gate.enter(() -> openListener(by, session));
  }

  private void openListener(Engine by, Session session) {
    engine.compareAndSet(null, by);
    EventLoop loop = session.eventLoop();
    Lane lane = lanes.computeIfAbsent(loop, l -> ledger.newLane());
    Recipient recipient = ledger.recipient(nextListener.getAndIncrement());
    long start = System.nanoTime();
    var events =
        new ListenerSocket.Events() {
          @Override
          public void opened(ListenerSocket socket, Recipient of) {
            long now = System.nanoTime();
            crowd.opened((now - start) / 1000);
            by.log("listeners", "connect", start, now, null);
            Cast.this.opened(socket, of);
          }

          @Override
          public void failed(String reason) {
            by.log("listeners", "connect", start, System.nanoTime(), reason);
            Cast.this.failed(reason);
          }

          @Override
          public void gone(Recipient of, String reason) {
            Cast.this.gone(of, reason);
          }
        };
    by.open(
        plan.url(),
        HANDSHAKE_TIMEOUT,
        session.userId(),
        loop,
        new ListenerSocket(plan.marker(), recipient, lane, events));
  }

  @Override
  public void opened(ListenerSocket socket, Recipient recipient) {
    listeners.add(socket);
    gate.leave();
  }

  @Override
  public void failed(String reason) {
    crowd.failed(reason);
    gate.leave();
  }

  @Override
  public void gone(Recipient recipient, String reason) {
    crowd.closed(reason);
  }

  void openPublisher(Engine by, Session session, Runnable onEnd) {
    crowd.park(onEnd);
    EventLoop loop = publisherLoops.next();
    PublisherSocket socket =
        new PublisherSocket(
            plan.marker(),
            nextPublisher.getAndIncrement(),
            plan.payloadBytes(),
            ledger.schedule(),
            loop,
            sendLag);
    publishers.add(socket);
    by.open(plan.url(), HANDSHAKE_TIMEOUT, session.userId(), loop, socket);
  }

  /** The publishers whose handshake was started. */
  List<PublisherSocket> publishers() {
    return publishers;
  }

  /** Gatling's side, once a listener was there to bring it. */
  @Nullable Engine engine() {
    return engine.get();
  }

  /** Makes everything the event loops have written visible to the caller. */
  void fence() throws InterruptedException {
    for (EventLoop loop : lanes.keySet()) {
      loop.submit(() -> {}).await(10_000);
    }
  }

  /** Says goodbye on every socket. */
  void close() {
    listeners.forEach(Socket::close);
    publishers.forEach(Socket::close);
  }
}
