package dev.chatctl.gateway.observe;

import dev.chatctl.gateway.event.ApiStage;
import dev.chatctl.gateway.event.Client;
import dev.chatctl.gateway.event.EventType;
import dev.chatctl.gateway.event.GatewayError;
import dev.chatctl.gateway.event.RequestContext;
import dev.chatctl.gateway.invoke.InvocationResult;
import org.jspecify.annotations.Nullable;

/**
 * One finished operation.
 *
 * @param routeKey null for a message that no route took; {@code POST /@connections/{connectionId}}
 *     and alike for the management API
 * @param event of a socket; null on the management API
 * @param call null when no function was called
 */
public record Exchange(
    Request request,
    @Nullable String routeKey,
    @Nullable RequestContext event,
    Outcome outcome,
    @Nullable Call call,
    Traffic traffic) {
  /**
   * What was asked for.
   *
   * @param id new for every operation; a UUID on the management API
   * @param extendedId as {@code id} but on the management API
   * @param time milliseconds since 1970 when it began
   */
  public record Request(
      ApiStage api, String id, String extendedId, long time, String connectionId, Sender sender) {}

  /**
   * Who asked.
   *
   * @param arn the signer's on a signed management call
   */
  public record Sender(String sourceIp, @Nullable String userAgent, @Nullable String arn) {}

  /**
   * What came of it.
   *
   * @param status what the access log says: the function's status code or the gateway's own
   */
  public record Outcome(int status, @Nullable GatewayError error) {}

  /**
   * The call of a function.
   *
   * @param event what it was given
   * @param result null when the integration timeout came first; the function may still be running
   */
  @SuppressWarnings("ArrayRecordComponent") // handed over, never compared
  public record Call(
      String function, byte[] event, @Nullable InvocationResult result, long latencyMillis) {}

  /**
   * Bytes of payload.
   *
   * @param in the client's or the caller's; -1 for a call that carries none
   * @param out the answer sent to the client; -1 for none
   */
  public record Traffic(long in, long out) {
    /** Of a life-cycle event. */
    public static final Traffic NONE = new Traffic(0, -1);
  }

  /** An operation of a socket. */
  public static Exchange ofSocket(
      RequestContext event, boolean routed, Outcome outcome, @Nullable Call call, Traffic traffic) {
    Client client = event.client();
    String id = event.requestId();
    Sender sender = new Sender(client.sourceIp(), client.userAgent(), null);
    return new Exchange(
        new Request(client.api(), id, id, event.time(), client.connectionId(), sender),
        routed ? event.routeKey() : null,
        event,
        outcome,
        call,
        traffic);
  }

  public EventType type() {
    return event == null ? EventType.CONNECTION_API : event.type();
  }
}
