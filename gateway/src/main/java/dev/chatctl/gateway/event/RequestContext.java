package dev.chatctl.gateway.event;

import dev.chatctl.gateway.internal.text.ServiceIds;
import org.jspecify.annotations.Nullable;

/**
 * One socket event: what its {@code requestContext} says.
 *
 * @param routeKey the key of the route that was found, {@code $default} after a fallback
 * @param requestId new for every event; AWS: equal to the extended request id
 * @param time milliseconds since 1970
 * @param messageId on MESSAGE only
 * @param closeReason on DISCONNECT only
 */
public record RequestContext(
    EventType type,
    String routeKey,
    String requestId,
    long time,
    Client client,
    @Nullable String messageId,
    @Nullable CloseReason closeReason) {

  public static RequestContext connect(Client client, long time) {
    return new RequestContext(
        EventType.CONNECT, "$connect", ServiceIds.requestId(), time, client, null, null);
  }

  public static RequestContext message(
      Client client, String routeKey, String messageId, long time) {
    return new RequestContext(
        EventType.MESSAGE, routeKey, ServiceIds.requestId(), time, client, messageId, null);
  }

  public static RequestContext disconnect(Client client, CloseReason closeReason, long time) {
    return new RequestContext(
        EventType.DISCONNECT,
        "$disconnect",
        ServiceIds.requestId(),
        time,
        client,
        null,
        closeReason);
  }

  public RequestContext withClient(Client client) {
    return new RequestContext(type, routeKey, requestId, time, client, messageId, closeReason);
  }
}
