package dev.chatctl.loadtest.drive;

import dev.chatctl.loadtest.ledger.Lane;
import dev.chatctl.loadtest.ledger.Ledger;
import dev.chatctl.loadtest.plan.Plan;
import io.gatling.core.session.Session;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.stream.Collectors;
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
  private final List<Publisher> publishers = new CopyOnWriteArrayList<>();
  private final List<ReaderSocket> readers = new CopyOnWriteArrayList<>();
  private final List<Speaker> speakers = new CopyOnWriteArrayList<>();
  private final AtomicReference<@Nullable Engine> engine = new AtomicReference<>();

  /** What is recorded besides deliveries, microseconds. */
  record Recorders(Recorder sendLag, ReaderSocket.Reads reads) {}

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
    if (!crowd.park(onEnd)) {
      return;
    }
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
    if (!crowd.park(onEnd)) {
      return;
    }
    EventLoop loop = publisherLoops.next();
    int number = plan.shard().number(nextPublisher.getAndIncrement());
    Speaker speaker = new Speaker(plan, number, loop, recorders.sendLag());
    Publisher publisher = new Publisher(plan, gate, by, session.userId(), loop, speaker);
    speakers.add(speaker);
    publishers.add(publisher);
    publisher.connect();
  }

  void openReader(Engine by, Session session, Runnable onEnd) {
    if (!crowd.park(onEnd)) {
      return;
    }
    EventLoop loop = publisherLoops.next();
    ReaderSocket reader =
        new ReaderSocket(
            loop,
            plan.audience().readRate(),
            plan.traffic().deadline().toNanos(),
            recorders.reads(),
            gate::leave);
    readers.add(reader);
    gate.enter(
        () ->
            by.open(plan.urlOf(0, 0), plan.connecting().source(), session.userId(), loop, reader));
  }

  /** Publishers and readers whose first handshake was started. */
  List<Companion> companions() {
    List<Companion> companions = new ArrayList<>(publishers);
    companions.addAll(readers);
    return companions;
  }

  /** Sends from then on, on the plan's timeline. */
  void start(long nanos) {
    speakers.forEach(speaker -> speaker.start(nanos));
    readers.forEach(reader -> reader.measureFrom(nanos - plan.timeline().offsetNanos()));
  }

  /** Has readers ask nothing more. */
  void stopReading() {
    readers.forEach(ReaderSocket::stop);
  }

  /** Whether a reader has an answer to come in time. */
  boolean isReading() {
    return readers.stream().anyMatch(ReaderSocket::isWaiting);
  }

  /** What readers still wait for is not answered. */
  void countUnanswered() {
    readers.stream().filter(ReaderSocket::isWaiting).forEach(ReaderSocket::countUnanswered);
  }

  /** Listeners in a room whose socket is open. */
  int present(int room) {
    int present = 0;
    for (int i = 0; i < seats.length(); i++) {
      Seat seat = seats.get(i);
      present += seat != null && seat.isIn(room) ? 1 : 0;
    }
    return present;
  }

  /** Answers to publishers that refuse a message. */
  long refusals() {
    return publishers.stream().mapToLong(Publisher::refusals).sum();
  }

  /** Messages that were due and never sent, by number. */
  Set<Integer> unsent() {
    return speakers.stream().flatMap(s -> s.unsent().stream()).collect(Collectors.toSet());
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

  /** Waits until no publisher or reader has a socket any more. */
  void awaitCompanionsGone(long timeoutNanos) throws InterruptedException {
    long end = System.nanoTime() + timeoutNanos;
    while (companions().stream().map(Companion::lifeline).anyMatch(Lifeline::isOpen)
        && System.nanoTime() - end < 0) {
      TimeUnit.MILLISECONDS.sleep(5);
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
    companions().forEach(Companion::dismiss);
  }
}
