package dev.chatctl.loadtest.drive;

import dev.chatctl.loadtest.plan.Plan;
import io.netty.channel.EventLoop;
import java.net.URI;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * A publisher with connections of its own, one after the other where a run reconnects. They live on
 * an event loop of their own, so that reading deliveries never delays a send.
 */
final class Publisher implements Companion {
  private static final long RETRY_MILLIS = 500;

  private final Plan plan;
  private final ConnectGate gate;
  private final Engine engine;
  private final long user;
  private final EventLoop loop;
  private final URI url;
  private final Speaker speaker;
  private final AtomicLong refusals = new AtomicLong();
  private final Lifeline lifeline = new Lifeline();
  private volatile @Nullable PublisherSocket socket;
  private volatile boolean dismissed;

  Publisher(
      Plan plan, ConnectGate gate, Engine engine, long user, EventLoop loop, Speaker speaker) {
    this.plan = plan;
    this.gate = gate;
    this.engine = engine;
    this.user = user;
    this.loop = loop;
    this.speaker = speaker;
    this.url = plan.urlOf(speaker.publisher() % plan.audience().rooms(), 0);
  }

  void connect() {
    gate.enter(
        () ->
            engine.open(
                url,
                plan.connecting().source(),
                user,
                loop,
                new PublisherSocket(plan.marker(), this)));
  }

  void opened(PublisherSocket opened) {
    gate.leave();
    socket = opened;
    speaker.use(opened);
    lifeline.opened();
    if (dismissed) {
      opened.close();
    }
  }

  void failed(String reason) {
    gate.leave();
    if (lifeline.failed(reason)) {
      return;
    }
    if (dismissed) {
      lifeline.gone(reason);
    } else {
      var unused = loop.schedule(this::connect, RETRY_MILLIS, TimeUnit.MILLISECONDS);
    }
  }

  void gone(String reason) {
    if (plan.connecting().reconnect() && !dismissed) {
      connect();
    } else {
      lifeline.gone(reason);
    }
  }

  void refused() {
    refusals.incrementAndGet();
  }

  /** Answers of the chat or the gateway that refuse a message. */
  long refusals() {
    return refusals.get();
  }

  @Override
  public String role() {
    return "a publisher";
  }

  @Override
  public Lifeline lifeline() {
    return lifeline;
  }

  @Override
  public void dismiss() {
    dismissed = true;
    PublisherSocket current = socket;
    if (current != null) {
      current.close();
    }
  }
}
