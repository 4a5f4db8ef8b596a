package dev.chatctl.loadtest.injector;

import com.typesafe.scalalogging.Logger;
import io.gatling.core.action.Action;
import io.gatling.core.session.Session;
import io.gatling.javaapi.core.ActionBuilder;
import java.util.function.BiConsumer;

/**
 * The one custom action: a virtual user that connects, then waits for the end of the run.
 * Implements Gatling's Scala trait from Java, hence the mangled setter.
 */
final class ConnectAction implements Action {
  private static final Logger LOGGER = Logger.apply(ConnectAction.class);

  private final String name;
  private final GatlingEngine engine;
  private final ParkedUsers parked;
  private final BiConsumer<GatlingEngine, Session> connect;
  private final Action next;

  private ConnectAction(
      String name,
      GatlingEngine engine,
      ParkedUsers parked,
      BiConsumer<GatlingEngine, Session> connect,
      Action next) {
    this.name = name;
    this.engine = engine;
    this.parked = parked;
    this.connect = connect;
    this.next = next;
  }

  /**
   * The action as a step of a scenario.
   *
   * @param connect starts the handshake of one
   */
  static ActionBuilder step(
      String name, ParkedUsers parked, BiConsumer<GatlingEngine, Session> connect) {
    return () ->
        (context, next) ->
            new ConnectAction(name, new GatlingEngine(context), parked, connect, next);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public void execute(Session session) {
    if (parked.park(() -> next.$bang(session))) {
      connect.accept(engine, session);
    }
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
