package dev.chatctl.gateway.internal.handshake;

import dev.chatctl.gateway.event.Client;
import dev.chatctl.gateway.event.GatewayError;
import dev.chatctl.gateway.event.RequestContext;
import dev.chatctl.gateway.event.Unproven;
import dev.chatctl.gateway.internal.connection.ConnectionRegistry;
import dev.chatctl.gateway.internal.limit.Throttle;
import dev.chatctl.gateway.observe.GatewayObserver;

/**
 * Handshakes as they come in: their form, the rate of connects, {@link Admission}, and then {@link
 * Connects}.
 *
 * @param maxUrl characters
 */
public record Handshakes(
    int maxUrl,
    Unproven unproven,
    Throttle throttle,
    Admission admission,
    ConnectionRegistry connections,
    Connects connects,
    GatewayObserver observer) {

  /** On the event loop: takes a request over, to upgrade its socket or to refuse it. */
  public void begin(HandshakeRequest request) {
    Client client =
        connections.client(request.api().stage(), request.sourceIp(), request.userAgent());
    Handshake handshake =
        new Handshake(request, RequestContext.connect(client, client.connectedAt()), observer);
    if (!request.isWellFormed()) {
      handshake.refuse(GatewayError.BAD_REQUEST, unproven.badHandshake(), null);
    } else if (request.http().uri().length() > maxUrl) {
      handshake.refuse(GatewayError.URL_TOO_LONG, unproven.longUrl(), null);
    } else if (!throttle.allowsConnect()) {
      handshake.refuse(GatewayError.THROTTLED, null);
    } else {
      admission.decide(handshake, connects::ask);
    }
  }
}
