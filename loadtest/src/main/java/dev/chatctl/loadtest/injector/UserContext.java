package dev.chatctl.loadtest.injector;

import dev.chatctl.description.Description;
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
   */
  record Watch(ConnectionStats connections, SocketUsage usage, Answers errors, Answers strangers) {}

  /** Makes those of a run. Who speaks alike on an event loop shares what is known of frames. */
  static final class Maker {
    private record Hearer(EventLoop loop, Description description) {}

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
     * @param dealt the number by which it is dealt one of several descriptions
     */
    UserContext make(
        GatlingEngine by, Session session, EventLoop loop, int dealt, ClientVariables values) {
      Description description = plan.system().chats().of(dealt);
      Interpreter interpreter =
          interpreters.computeIfAbsent(
              new Hearer(loop, description), hearer -> new Interpreter(hearer.description()));
      return new UserContext(
          plan,
          new ChatClient(plan, description, values, interpreter),
          handshakes,
          watch,
          by,
          session.userId(),
          loop);
    }
  }
}
