package dev.chatctl.loadtest.drive;

import com.typesafe.scalalogging.Logger;
import io.gatling.core.action.Action;
import io.gatling.core.session.Session;
import io.gatling.javaapi.core.ActionBuilder;

/**
 * The one custom action: a virtual user that opens a socket, then waits for the end of the run.
 * Implements Gatling's Scala trait from Java, hence the mangled setter.
 */
final class OpenSocket implements Action {
  /** Opens the socket of one virtual user. */
  interface Opener {
    /**
     * Starts the handshake.
     *
     * @param onEnd to be called once, when the run is over
     */
    void open(Engine engine, Session session, Runnable onEnd);
  }

  private static final Logger LOGGER = Logger.apply(OpenSocket.class);

  private final String name;
  private final Engine engine;
  private final Opener opener;
  private final Action next;

  private OpenSocket(String name, Engine engine, Opener opener, Action next) {
    this.name = name;
    this.engine = engine;
    this.opener = opener;
    this.next = next;
  }

  /** The action as a step of a scenario. */
  static ActionBuilder step(String name, Opener opener) {
    return () -> (context, next) -> new OpenSocket(name, new Engine(context), opener, next);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public void execute(Session session) {
    opener.open(engine, session, () -> next.$bang(session));
  }

  @Override
  public Logger logger() {
    return LOGGER;
  }

  @Override
  public void com$typesafe$scalalogging$StrictLogging$_setter_$logger_$eq(Logger logger) {
    // Called by the trait's initializer, which a Java class does not run; the logger is a constant.
  }
}
