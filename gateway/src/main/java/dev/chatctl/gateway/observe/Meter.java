package dev.chatctl.gateway.observe;

import dev.chatctl.gateway.event.Client;
import java.time.InstantSource;
import java.util.concurrent.atomic.LongAdder;

/**
 * What AWS would bill: messages in steps of 32 KB, in both directions, and the minutes that sockets
 * were open. Handshakes and disconnects are counted apart, since the bill's treatment of them is
 * not documented.
 */
public final class Meter implements GatewayObserver {
  private static final int STEP = 32 * 1024;
  private static final double MILLIS_PER_MINUTE = 60_000;

  private final InstantSource clock;
  private final LongAdder messages = new LongAdder();
  private final LongAdder connects = new LongAdder();
  private final LongAdder disconnects = new LongAdder();
  private final LongAdder endedMillis = new LongAdder();
  private final LongAdder open = new LongAdder();
  private final LongAdder openSince = new LongAdder();

  public Meter(InstantSource clock) {
    this.clock = clock;
  }

  /**
   * What has been used so far.
   *
   * @param messages 32 KB steps of messages and posts that were accepted
   * @param connectionMinutes of sockets that ended and, up to now, of those still open
   */
  public record Usage(long messages, long connects, long disconnects, double connectionMinutes) {}

  public Usage usage() {
    long now = clock.millis();
    long openMillis = open.sum() * now - openSince.sum();
    return new Usage(
        messages.sum(),
        connects.sum(),
        disconnects.sum(),
        (endedMillis.sum() + Math.max(0, openMillis)) / MILLIS_PER_MINUTE);
  }

  @Override
  public void finished(Exchange exchange) {
    switch (exchange.type()) {
      case CONNECT -> connects.increment();
      case DISCONNECT -> disconnects.increment();
      case MESSAGE ->
          messages.add(steps(exchange.traffic().in()) + steps(exchange.traffic().out()));
      case CONNECTION_API -> {
        if (exchange.outcome().status() == 200) {
          messages.add(steps(exchange.traffic().in()));
        }
      }
    }
  }

  @Override
  public void opened(Client client) {
    open.increment();
    openSince.add(client.connectedAt());
  }

  @Override
  public void ended(Client client, long time) {
    open.decrement();
    openSince.add(-client.connectedAt());
    endedMillis.add(time - client.connectedAt());
  }

  /** Even an empty message is one; of none there is none. */
  private static long steps(long bytes) {
    return bytes < 0 ? 0 : Math.max(1, (bytes + STEP - 1) / STEP);
  }
}
