package dev.chatctl.loadtest.injector;

import dev.chatctl.description.ChatProtocol;
import dev.chatctl.loadtest.plan.ClientVariables;
import dev.chatctl.loadtest.plan.Plan;
import dev.chatctl.loadtest.stats.Answers;
import dev.chatctl.loadtest.stats.ConnectionStats;
import dev.chatctl.loadtest.stats.SocketUsage;
import dev.chatctl.loadtest.wire.Interpreter;
import io.gatling.core.session.Session;
import io.netty.channel.EventLoop;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * What a user is given to connect with.
 *
 * @param client its side of the conversation
 * @param watch where it notes what becomes of its sockets, and what they hear besides deliveries
 * @param id Gatling's number of it
 */
record UserContext(
    Plan plan,
    ChatClient client,
    HandshakeLimiter handshakes,
    Watch watch,
    GatlingEngine engine,
    long id,
    EventLoop loop) {

  /**
   * What all users note.
   *
   * @param connections of listeners, and cuts of all
   * @param errors answers that refuse what was sent
   * @param strangers frames that nobody asked for
   * @param unheard frames without a message, those that have a mark of ours in them first
   * @param broken the first failure of a protocol, which ends the run
   */
  record Watch(
      ConnectionStats connections,
      SocketUsage usage,
      Answers errors,
      Answers strangers,
      Answers unheard,
      AtomicReference<@Nullable UserCodeException> broken) {
    /** Of users who are to come. */
    static Watch of(ConnectionStats connections) {
      return new Watch(
          connections,
          new SocketUsage(),
          new Answers(),
          new Answers(),
          new Answers(),
          new AtomicReference<>());
    }

    void broken(UserCodeException failure) {
      broken.compareAndSet(null, failure);
    }

    /** Stops the run when a protocol did not know what to do. */
    void check() throws StopException {
      UserCodeException failure = broken.get();
      if (failure != null) {
        throw new StopException(Stop.Cause.INJECTOR, failure.reason());
      }
    }
  }

  /** Makes those of a run. Who speaks alike on an event loop shares what is known of frames. */
  static final class Maker {
    private record Hearer(EventLoop loop, ChatProtocol protocol) {}

    private final Plan plan;
    private final HandshakeLimiter handshakes;
    private final Watch watch;
    private final ConcurrentMap<Hearer, Interpreter> interpreters = new ConcurrentHashMap<>();

    Maker(Plan plan, HandshakeLimiter handshakes, Watch watch) {
      this.plan = plan;
      this.handshakes = handshakes;
      this.watch = watch;
    }

    /**
     * One user's.
     *
     * @param connection its number among all connections of the run
     */
    UserContext make(GatlingEngine by, Session session, EventLoop loop, int connection) {
      ChatProtocol protocol = plan.protocol(connection);
      ClientVariables values = plan.client(connection, SessionValues.of(session));
      Interpreter interpreter =
          interpreters.computeIfAbsent(
              new Hearer(loop, protocol), hearer -> new Interpreter(hearer.protocol()));
      return new UserContext(
          plan,
          new ChatClient(plan, protocol, values, interpreter),
          handshakes,
          watch,
          by,
          session.userId(),
          loop);
    }
  }
}
