package dev.chatctl.loadtest.injector;

import dev.chatctl.loadtest.ledger.Ledger;
import dev.chatctl.loadtest.ledger.ListenerAccount;
import dev.chatctl.loadtest.ledger.LoopAccount;
import dev.chatctl.loadtest.plan.Plan;
import dev.chatctl.loadtest.stats.ConnectionStats;
import dev.chatctl.loadtest.stats.LatencyHistograms;
import dev.chatctl.loadtest.stats.Seen;
import io.gatling.core.session.Session;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** All virtual users of a run, as Gatling injects them. */
final class VirtualUsers {
  private final Plan plan;
  private final Ledger ledger;
  private final ConnectionStats connections;
  private final LatencyHistograms latencies;
  private final UserContext.Watch watch;
  private final EventLoopGroup publisherLoops;
  private final UserContext.Maker contexts;
  private final AtomicInteger nextListener = new AtomicInteger();
  private final AtomicInteger nextPublisher = new AtomicInteger();
  private final AtomicInteger nextReader = new AtomicInteger();
  private final ConcurrentMap<EventLoop, LoopAccount> accounts = new ConcurrentHashMap<>();
  private final AtomicReferenceArray<@Nullable ListenerUser> listeners;
  private final List<PublisherUser> publishers = new CopyOnWriteArrayList<>();
  private final List<ReaderUser> readers = new CopyOnWriteArrayList<>();
  private final Senders senders;
  private final LongAdder unanswered = new LongAdder();
  private final AtomicReference<@Nullable GatlingEngine> engine = new AtomicReference<>();

  VirtualUsers(
      Plan plan,
      Ledger ledger,
      ConnectionStats connections,
      LatencyHistograms latencies,
      EventLoopGroup publisherLoops) {
    this.plan = plan;
    this.ledger = ledger;
    this.connections = connections;
    this.latencies = latencies;
    this.watch = UserContext.Watch.of(connections);
    this.senders = new Senders(plan, latencies);
    this.publisherLoops = publisherLoops;
    this.contexts =
        new UserContext.Maker(plan, new HandshakeLimiter(plan.connections().inFlight()), watch);
    this.listeners = new AtomicReferenceArray<>(plan.listeners());
  }

  void connectListener(GatlingEngine by, Session session) {
    engine.compareAndSet(null, by);
    next(nextListener, plan.listeners(), "listeners")
        .ifPresent(
            n -> {
              EventLoop loop = session.eventLoop();
              ListenerAccount account = ledger.recipient(n);
              ListenerUser listener =
                  new ListenerUser(
                      contexts.make(by, session, loop, account.index()),
                      account,
                      accounts.computeIfAbsent(loop, l -> ledger.newLoopAccount()),
                      latencies,
                      plan.population().everyonePublishes()
                          ? senders.add(account.index(), loop)
                          : null);
              listeners.set(n, listener);
              listener.come(session.isFailed());
            });
  }

  void connectPublisher(GatlingEngine by, Session session) {
    next(nextPublisher, plan.publishers(), "publishers")
        .ifPresent(
            n -> {
              EventLoop loop = publisherLoops.next();
              int number = plan.shard().number(n);
              PublisherUser publisher =
                  new PublisherUser(
                      contexts.make(by, session, loop, plan.publisher(number)),
                      senders.add(number, loop));
              publishers.add(publisher);
              publisher.come(session.isFailed());
            });
  }

  void connectReader(GatlingEngine by, Session session) {
    next(nextReader, plan.readers(), "readers")
        .ifPresent(
            n -> {
              int connection = plan.reader(plan.shard().number(n));
              ReaderUser reader =
                  new ReaderUser(
                      contexts.make(by, session, publisherLoops.next(), connection),
                      latencies,
                      unanswered);
              readers.add(reader);
              reader.come(session.isFailed());
            });
  }

  /** The number of one more, if the plan has one more. */
  private OptionalInt next(AtomicInteger counter, int planned, String role) {
    int next = counter.getAndIncrement();
    if (next < planned) {
      return OptionalInt.of(next);
    }
    watch.broken(
        new UserCodeException(
            "%d %s came (expected: %d, as the plan has it)".formatted(next + 1, role, planned)));
    return OptionalInt.empty();
  }

  /** Those of them who send. */
  Senders senders() {
    return senders;
  }

  /** Publishers and readers whose first handshake was asked for; a run cannot do without any. */
  List<VirtualUser> indispensable() {
    List<VirtualUser> users = new ArrayList<>(publishers);
    users.addAll(readers);
    return users;
  }

  private void eachListener(Consumer<ListenerUser> what) {
    for (int i = 0; i < listeners.length(); i++) {
      listener(i).ifPresent(what);
    }
  }

  private Optional<ListenerUser> listener(int index) {
    return Optional.ofNullable(listeners.get(index));
  }

  /** Sends from then on, on the plan's clock. */
  void start(long nanos) {
    senders.start(nanos);
    readers.forEach(reader -> reader.measureFrom(nanos - plan.clock().offsetNanos()));
  }

  /** Has readers ask nothing more. */
  void stopReading() {
    readers.forEach(ReaderUser::end);
  }

  /** Whether a reader has an answer to come in time. */
  boolean isReading() {
    return readers.stream().anyMatch(ReaderUser::isWaiting);
  }

  /** What readers still wait for is not answered. */
  void countUnanswered() {
    readers.stream().filter(ReaderUser::isWaiting).forEach(ReaderUser::countUnanswered);
  }

  /** What they note. */
  UserContext.Watch watch() {
    return watch;
  }

  /** Listeners with an open socket whom a publisher's messages are meant for. */
  int present(int publisher) {
    AtomicInteger present = new AtomicInteger();
    eachListener(listener -> present.addAndGet(listener.hears(publisher) ? 1 : 0));
    return present.get();
  }

  /** What was sent besides the measured messages, and answered. */
  RunResult.Requests requests(int warmUps) {
    return new RunResult.Requests(
        warmUps,
        unanswered.sum(),
        watch.errors().soFar(),
        watch.strangers().soFar(),
        watch.usage().total(System.nanoTime()));
  }

  /** The first frame without a message that listeners heard, one with a text of ours if any has. */
  Optional<String> withoutMessage() {
    return watch.unheard().soFar().values().stream().map(Seen::first).findFirst();
  }

  /** Gatling's side, once a listener was there to bring it. */
  @Nullable GatlingEngine engine() {
    return engine.get();
  }

  /** Closes the accounts of all event loops, and makes all they have written visible. */
  void settle() throws InterruptedException {
    for (Map.Entry<EventLoop, LoopAccount> loop : accounts.entrySet()) {
      loop.getKey().submit(loop.getValue()::close).await(10_000);
    }
    senders.fence();
  }

  /** Closes every listener's socket; they come back at that many per second. */
  void storm(int perSecond) {
    for (int i = 0; i < listeners.length(); i++) {
      long delayMillis = i * 1000L / perSecond;
      listener(i).ifPresent(listener -> listener.drop(delayMillis));
    }
  }

  /** Pings the listeners whose turn it is in that second of the keep-alive period. */
  void keepAlive(long second) {
    int period = plan.connections().keepAliveSeconds();
    for (int i = (int) (second % period); i < listeners.length(); i += period) {
      listener(i).ifPresent(ListenerUser::ping);
    }
  }

  /** Closes every socket, and waits until all are closed or the time is up. */
  void close(long timeoutNanos) throws InterruptedException {
    eachListener(VirtualUser::stop);
    indispensable().forEach(VirtualUser::stop);
    long end = System.nanoTime() + timeoutNanos;
    while ((connections.open() > 0 || indispensable().stream().anyMatch(VirtualUser::isActive))
        && System.nanoTime() - end < 0) {
      TimeUnit.MILLISECONDS.sleep(5);
    }
  }
}
