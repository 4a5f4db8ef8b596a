package dev.chatctl.gateway.internal.connection;

import dev.chatctl.gateway.event.ApiStage;
import dev.chatctl.gateway.event.Client;
import dev.chatctl.gateway.event.CloseReason;
import dev.chatctl.gateway.internal.text.ServiceIds;
import dev.chatctl.gateway.limit.Sizes;
import dev.chatctl.gateway.limit.Timeouts;
import dev.chatctl.gateway.observe.GatewayObserver;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.Promise;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The sockets that were accepted and have not ended, and among them those that {@code @connections}
 * can reach: from the 101 until the first sign of the end, so that a post afterwards is answered
 * with 410.
 */
public final class ConnectionRegistry {
  private final ConcurrentHashMap<String, ClientConnection> open = new ConcurrentHashMap<>();
  private final Set<ClientConnection> accepted = ConcurrentHashMap.newKeySet();
  private final Set<Promise<Void>> asked = ConcurrentHashMap.newKeySet();
  private final Disconnects disconnects;
  private final GatewayObserver observer;
  final ServiceIds ids;
  final Sizes sizes;
  final Timeouts timeouts;
  final InstantSource clock;
  private boolean shut;

  public ConnectionRegistry(
      Disconnects disconnects,
      GatewayObserver observer,
      ServiceIds ids,
      Sizes sizes,
      Timeouts timeouts,
      InstantSource clock) {
    this.disconnects = disconnects;
    this.observer = observer;
    this.ids = ids;
    this.sizes = sizes;
    this.timeouts = timeouts;
    this.clock = clock;
  }

  /** A client that knocks, under a new id. */
  public Client client(ApiStage api, String sourceIp, @Nullable String userAgent) {
    return new Client(ids.connectionId(), api, clock.millis(), sourceIp, userAgent, null);
  }

  /**
   * {@code $connect} is to be asked: its handshake keeps the promise once it has done with the
   * answer. Null when the gateway is closing, and nobody may be asked.
   */
  public @Nullable Promise<Void> ask(EventExecutor loop) {
    Promise<Void> done = loop.newPromise();
    asked.add(done);
    done.addListener(kept -> asked.remove(done));
    if (isShut()) {
      done.setSuccess(null);
      return null;
    }
    return done;
  }

  /** A socket is accepted; false when the gateway is closing, and takes in nobody. */
  public boolean open(ClientConnection connection) {
    synchronized (this) {
      if (shut) {
        return false;
      }
      accepted.add(connection);
      open.put(connection.id(), connection);
    }
    observer.opened(connection.client());
    return true;
  }

  public @Nullable ClientConnection find(String id) {
    return open.get(id);
  }

  public Collection<ClientConnection> all() {
    return open.values();
  }

  public int size() {
    return open.size();
  }

  /** The end of a socket began. */
  void leave(ClientConnection connection) {
    open.remove(connection.id(), connection);
  }

  /** A socket that was accepted is gone. */
  void ended(ClientConnection connection) {
    leave(connection);
    disconnects.ended(connection.client(), connection.closeReason());
    // Last, so that whoever finds it ended finds its $disconnect begun.
    accepted.remove(connection);
  }

  /**
   * Takes nobody in any more, ends all sockets and waits for what their end sets off, and for
   * handshakes whose {@code $connect} has been asked.
   *
   * @param deadline of {@link System#nanoTime}
   */
  public void close(long deadline) {
    List<ClientConnection> ending = shut();
    ending.forEach(connection -> connection.closeNow(CloseReason.GOING_AWAY));
    for (ClientConnection connection : ending) {
      await(connection.channel().closeFuture(), deadline);
      // The handlers are told in a task that the loop queues after completing the close. Once a
      // first task of ours has run that one is queued; once a second has, it has run.
      await(connection.channel().eventLoop().submit(() -> {}), deadline);
      await(connection.channel().eventLoop().submit(() -> {}), deadline);
    }
    asked.forEach(handshake -> await(handshake, deadline));
  }

  private synchronized List<ClientConnection> shut() {
    shut = true;
    return List.copyOf(accepted);
  }

  private synchronized boolean isShut() {
    return shut;
  }

  private static void await(Future<?> future, long deadline) {
    future.awaitUninterruptibly(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
  }
}
