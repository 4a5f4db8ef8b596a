package dev.chatctl.gateway;

import dev.chatctl.gateway.event.Client;
import dev.chatctl.gateway.event.CloseReason;
import dev.chatctl.gateway.event.Events;
import dev.chatctl.gateway.event.GatewayError;
import dev.chatctl.gateway.event.RequestContext;
import dev.chatctl.gateway.fault.FaultInjector;
import dev.chatctl.gateway.fault.Faults;
import dev.chatctl.gateway.internal.text.ServiceIds;
import dev.chatctl.gateway.limit.Throttle;
import dev.chatctl.gateway.observe.Exchange;
import dev.chatctl.gateway.observe.GatewayObserver;
import dev.chatctl.gateway.route.Route;
import dev.chatctl.gateway.route.WebSocketApi;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.Promise;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What all sockets of one running gateway share. */
final class Engine {
  private final GatewaySettings settings;
  private final GatewayObserver observer;
  private final boolean observed;
  private final Integrations integrations;
  private final ConnectionTable connections = new ConnectionTable();
  private final Set<Promise<Void>> held = ConcurrentHashMap.newKeySet();
  private final ServiceIds ids;
  private final Throttle throttle;
  private final InFlight inFlight;
  private final Stages stages;
  private volatile FaultInjector faults;

  Engine(Stages stages, GatewaySettings settings) {
    this.stages = stages;
    this.settings = settings;
    this.inFlight = new InFlight(settings.sizes().inFlight());
    this.observer = settings.observer();
    this.observed = !observer.equals(GatewayObserver.NONE);
    this.ids = new ServiceIds(settings.idForm().bytes);
    this.throttle = new Throttle(settings.limits(), System::nanoTime);
    this.faults = new FaultInjector(settings.faults());
    this.integrations = new Integrations(settings.timing().integration(), () -> faults);
  }

  GatewaySettings settings() {
    return settings;
  }

  Stages stages() {
    return stages;
  }

  /** The deployment that serves the next event of a socket. */
  WebSocketApi api(Client client) {
    return stages.of(client.stage());
  }

  InFlight inFlight() {
    return inFlight;
  }

  FaultInjector faults() {
    return faults;
  }

  void faults(Faults faults) {
    this.faults = new FaultInjector(faults);
  }

  Integrations integrations() {
    return integrations;
  }

  ConnectionTable connections() {
    return connections;
  }

  ServiceIds ids() {
    return ids;
  }

  Throttle throttle() {
    return throttle;
  }

  long now() {
    return settings.clock().millis();
  }

  /** Whether anybody listens; if not, no record need be made. */
  boolean isObserved() {
    return observed;
  }

  void observe(Supplier<Exchange> exchange) {
    if (isObserved()) {
      observer.finished(exchange.get());
    }
  }

  /**
   * {@code $connect} is to be asked: its handshake keeps the promise once it has done with the
   * answer. Null when the gateway is closing, and nobody may be asked.
   */
  @Nullable Promise<Void> hold(EventExecutor loop) {
    Promise<Void> done = loop.newPromise();
    held.add(done);
    done.addListener(kept -> held.remove(done));
    if (connections.isShut()) {
      done.setSuccess(null);
      return null;
    }
    return done;
  }

  /** A socket is accepted; false when the gateway is closing, and takes in nobody. */
  boolean opened(Connection connection) {
    boolean taken = connections.add(connection);
    if (taken) {
      observer.opened(connection.client());
    }
    return taken;
  }

  /** A socket that was accepted is gone. */
  void ended(Connection connection) {
    connections.leave(connection);
    long now = now();
    observer.ended(connection.client(), now);
    if (!faults.losesDisconnect()) {
      disconnect(RequestContext.disconnect(connection.client(), connection.closing(), now));
    }
    // Last, so that whoever finds it ended finds its $disconnect begun.
    connections.ended(connection);
  }

  /** Runs {@code $disconnect}, whose answer nobody waits for. */
  void disconnect(RequestContext context) {
    WebSocketApi current = api(context.client());
    Route route = current.route(Route.DISCONNECT);
    if (route == null) {
      observe(() -> finished(context, 200, null, null));
      return;
    }
    integrations.start(
        route.function(),
        () -> Events.disconnect(context, current.stageVariables()),
        integration -> {
          if (isObserved()) {
            Integration.Answer answer = integration.answer();
            observer.finished(
                finished(context, answer.status(), answer.error(), integration.call()));
          }
        });
  }

  private static Exchange finished(
      RequestContext context,
      int status,
      @Nullable GatewayError error,
      Exchange.@Nullable Call call) {
    return Exchange.ofSocket(context, true, status, error, call, 0, -1);
  }

  /**
   * Ends all sockets and waits for what their end sets off, and for handshakes whose {@code
   * $connect} has been asked, within the shutdown time.
   */
  void close() {
    long deadline = System.nanoTime() + settings.timing().shutdown().toNanos();
    List<Connection> ending = connections.shut();
    ending.forEach(connection -> connection.closeNow(CloseReason.GOING_AWAY));
    for (Connection connection : ending) {
      await(connection.channel().closeFuture(), deadline);
      // The handlers are told in a task that the loop queues after completing the close. Once a
      // first task of ours has run that one is queued; once a second has, it has run.
      await(connection.channel().eventLoop().submit(() -> {}), deadline);
      await(connection.channel().eventLoop().submit(() -> {}), deadline);
    }
    held.forEach(handshake -> await(handshake, deadline));
    integrations.close(Duration.ofNanos(Math.max(0, deadline - System.nanoTime())));
  }

  private static void await(Future<?> future, long deadline) {
    future.awaitUninterruptibly(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
  }
}
