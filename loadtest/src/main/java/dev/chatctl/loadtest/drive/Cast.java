package dev.chatctl.loadtest.drive;

import dev.chatctl.loadtest.ledger.Lane;
import dev.chatctl.loadtest.ledger.Ledger;
import dev.chatctl.loadtest.plan.Plan;
import io.gatling.core.session.Session;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.HdrHistogram.Recorder;
import org.jspecify.annotations.Nullable;

/** The sockets of a run, as Gatling's virtual users open them. */
final class Cast {
  private final Plan plan;
  private final Ledger ledger;
  private final Crowd crowd;
  private final Recorders recorders;
  private final EventLoopGroup publisherLoops;
  private final ConnectGate gate;
  private final AtomicInteger nextListener = new AtomicInteger();
  private final AtomicInteger nextPublisher = new AtomicInteger();
  private final ConcurrentMap<EventLoop, Lane> lanes = new ConcurrentHashMap<>();
  private final AtomicReferenceArray<@Nullable Seat> seats;
  private final List<PublisherSocket> publishers = new CopyOnWriteArrayList<>();
  private final List<Speaker> speakers = new CopyOnWriteArrayList<>();
  private final AtomicReference<@Nullable Engine> engine = new AtomicReference<>();

  /** What is recorded besides deliveries, microseconds. */
  record Recorders(Recorder sendLag, Recorder history) {}

  Cast(Plan plan, Ledger ledger, Crowd crowd, Recorders recorders, EventLoopGroup publisherLoops) {
    this.plan = plan;
    this.ledger = ledger;
    this.crowd = crowd;
    this.recorders = recorders;
    this.publisherLoops = publisherLoops;
    this.gate = new ConnectGate(plan.connecting().inFlight());
    this.seats = new AtomicReferenceArray<>(plan.listeners());
  }

  void openListener(Engine by, Session session, Runnable onEnd) {
    crowd.park(onEnd);
    engine.compareAndSet(null, by);
    EventLoop loop = session.eventLoop();
    Lane lane = lanes.computeIfAbsent(loop, l -> ledger.newLane());
    int n = nextListener.getAndIncrement();
    Speaker speaker = null;
    if (plan.audience().everyoneTalks()) {
      speaker = new Speaker(plan, plan.shard().number(n), loop, recorders.sendLag());
      speakers.add(speaker);
    }
    Seat seat =
        new Seat(plan, crowd, gate, by, session.userId(), loop, ledger.recipient(n), lane, speaker);
    seats.set(n, seat);
    seat.connect();
  }

  void openPublisher(Engine by, Session session, Runnable onEnd) {
    crowd.park(onEnd);
    EventLoop loop = publisherLoops.next();
    int number = plan.shard().number(nextPublisher.getAndIncrement());
    Speaker speaker = new Speaker(plan, number, loop, recorders.sendLag());
    PublisherSocket socket = new PublisherSocket(plan.marker());
    speaker.use(socket);
    speakers.add(speaker);
    publishers.add(socket);
    by.open(
        plan.urlOf(number % plan.audience().rooms(), 0),
        plan.connecting().source(),
        session.userId(),
        loop,
        socket);
  }

  void openReader(Engine by, Session session, Runnable onEnd) {
    crowd.park(onEnd);
    EventLoop loop = publisherLoops.next();
    by.open(
        plan.urlOf(0, 0),
        plan.connecting().source(),
        session.userId(),
        loop,
        new ReaderSocket(loop, plan.audience().readRate(), recorders.history()));
  }

  /** Publishers with sockets of their own whose handshake was started. */
  List<PublisherSocket> publishers() {
    return publishers;
  }

  /** All who send. */
  List<Speaker> speakers() {
    return speakers;
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

  /** Closes every listener's socket; they come back at that many per second. */
  void storm(int perSecond) {
    for (int i = 0; i < seats.length(); i++) {
      Seat seat = seats.get(i);
      if (seat != null) {
        seat.drop(i * 1000L / perSecond);
      }
    }
  }

  /** Pings the listeners whose turn it is in that second of the keep-alive period. */
  void keepAlive(long second) {
    int period = plan.connecting().keepAliveSeconds();
    for (int i = (int) (second % period); i < seats.length(); i += period) {
      Seat seat = seats.get(i);
      if (seat != null) {
        seat.ping();
      }
    }
  }

  /** Says goodbye on every socket. */
  void close() {
    for (int i = 0; i < seats.length(); i++) {
      Seat seat = seats.get(i);
      if (seat != null) {
        seat.dismiss();
      }
    }
    publishers.forEach(Socket::close);
  }
}
