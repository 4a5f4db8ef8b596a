package dev.chatctl.gateway.event;

import org.jspecify.annotations.Nullable;

/**
 * What every event of one connection repeats.
 *
 * @param connectedAt milliseconds since 1970
 * @param userAgent null when the client sent none; the event then has no {@code userAgent}
 * @param authorization null on an API without authorizer; a live socket keeps the one it was
 *     accepted with
 */
public record Client(
    String connectionId,
    String apiId,
    String stage,
    String domainName,
    long connectedAt,
    String sourceIp,
    @Nullable String userAgent,
    @Nullable Authorization authorization) {

  public Client withAuthorization(Authorization authorization) {
    return new Client(
        connectionId, apiId, stage, domainName, connectedAt, sourceIp, userAgent, authorization);
  }
}
