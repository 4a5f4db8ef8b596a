package dev.chatctl.loadtest.plan;

import java.net.InetAddress;
import java.util.Optional;

/**
 * How sockets are opened and kept.
 *
 * @param rate handshakes started per second
 * @param inFlight handshakes pending at once
 * @param reconnect whether a listener whose socket is gone connects again
 * @param keepAliveSeconds between two pings on each listener's socket; 0 for none. API Gateway
 *     closes connections that were idle for 10 minutes
 * @param storm closes everybody at once in mid-run
 * @param source address to connect from; each has its own 28,000 or so ephemeral ports
 */
public record ConnectionSettings(
    int rate,
    int inFlight,
    boolean reconnect,
    int keepAliveSeconds,
    Optional<Storm> storm,
    Optional<InetAddress> source) {

  /**
   * Everybody's sockets are closed at once, and opened again.
   *
   * @param atSecond after the start of the measured phase
   * @param rate reconnects per second
   */
  public record Storm(double atSecond, int rate) {}
}
