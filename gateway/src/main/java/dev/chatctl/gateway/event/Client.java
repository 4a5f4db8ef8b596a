package dev.chatctl.gateway.event;

import org.jspecify.annotations.Nullable;

/**
 * What every event of one connection repeats.
 *
 * @param api what the socket was opened through
 * @param connectedAt milliseconds since 1970
 * @param userAgent null when the client sent none; the event then has no {@code userAgent}
 * @param authorization null on an API without authorizer; a live socket keeps the one it was
 *     accepted with
 */
public record Client(
    String connectionId,
    ApiStage api,
    long connectedAt,
    String sourceIp,
    @Nullable String userAgent,
    @Nullable Authorization authorization) {

  public Client withAuthorization(Authorization authorization) {
    return new Client(connectionId, api, connectedAt, sourceIp, userAgent, authorization);
  }
}
