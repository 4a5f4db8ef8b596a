package dev.chatctl.gateway.observe;

import dev.chatctl.gateway.event.Client;
import dev.chatctl.gateway.event.CloseReason;
import dev.chatctl.gateway.event.GatewayError;
import dev.chatctl.gateway.event.RequestContext;
import org.jspecify.annotations.Nullable;

/**
 * One finished operation.
 *
 * @param kind {@code CONNECT}, {@code MESSAGE}, {@code DISCONNECT} or {@code CONNECTION_API}
 * @param routeKey null for a message that no route took; {@code POST /@connections/{connectionId}}
 *     and alike for the management API
 * @param time milliseconds since 1970 when it began
 * @param client null on the management API
 * @param caller the signer's ARN on a signed management call
 * @param status what the access log says: the function's status code or the gateway's own
 * @param bytesIn the client's or the caller's payload
 * @param bytesOut the answer sent to the client, -1 for none
 */
public record Exchange(
    Kind kind,
    Api api,
    @Nullable String routeKey,
    String requestId,
    String extendedRequestId,
    long time,
    @Nullable String connectionId,
    @Nullable Client client,
    @Nullable String messageId,
    @Nullable CloseReason closing,
    String sourceIp,
    @Nullable String userAgent,
    @Nullable String caller,
    int status,
    @Nullable GatewayError error,
    @Nullable Call call,
    long bytesIn,
    long bytesOut) {
  /** {@code $context.eventType}. */
  public enum Kind {
    CONNECT,
    MESSAGE,
    DISCONNECT,
    CONNECTION_API
  }

  /** Which deployment served it. */
  public record Api(String apiId, String stage, String domainName) {}

  /**
   * The call of a function.
   *
   * @param event what it was given
   * @param payload what it returned, or the text of its failure
   */
  @SuppressWarnings("ArrayRecordComponent") // handed over, never compared
  public record Call(
      String function,
      String requestId,
      long latencyMillis,
      byte[] event,
      byte[] payload,
      boolean failed) {}

  /** An operation of a socket. */
  public static Exchange ofSocket(
      RequestContext context,
      boolean routed,
      int status,
      @Nullable GatewayError error,
      @Nullable Call call,
      long bytesIn,
      long bytesOut) {
    Client client = context.client();
    return new Exchange(
        Kind.valueOf(context.type().name()),
        new Api(client.apiId(), client.stage(), client.domainName()),
        routed ? context.routeKey() : null,
        context.requestId(),
        context.requestId(),
        context.time(),
        client.connectionId(),
        client,
        context.messageId(),
        context.closing(),
        client.sourceIp(),
        client.userAgent(),
        null,
        status,
        error,
        call,
        bytesIn,
        bytesOut);
  }
}
