package dev.chatctl.gateway.observe;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.chatctl.gateway.event.ApiStage;
import dev.chatctl.gateway.event.Authorization;
import dev.chatctl.gateway.event.Client;
import dev.chatctl.gateway.event.CloseReason;
import dev.chatctl.gateway.event.EventType;
import dev.chatctl.gateway.event.GatewayError;
import dev.chatctl.gateway.event.RequestContext;
import dev.chatctl.gateway.invoke.InvocationResult;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finished operations as the gateway reports them. */
final class Exchanges {
  static final long TIME = 1_790_327_998_847L;
  static final Client CLIENT =
      new Client(
          "gbik1K9kzQAYKEilnA==",
          new ApiStage("9f51g9pb21", "probe", "us-east-1", "123456789012"),
          TIME,
          "203.0.113.7",
          "agent",
          new Authorization(Map.of("principalId", "me"), 24));

  private static final String ID = "0a1b2c3d-0000-4000-8000-000000000000";

  private Exchanges() {}

  static Exchange connect(int status) {
    return socket(EventType.CONNECT, "$connect", status, null, call(returned("{}")), -1);
  }

  /** A handshake that the authorizer denied. */
  static Exchange denied() {
    return socket(EventType.CONNECT, "$connect", 403, GatewayError.EXPLICIT_DENY, null, -1);
  }

  static Exchange message(int status, @Nullable GatewayError error, long bytesOut) {
    return socket(EventType.MESSAGE, "echo", status, error, call(result(error)), bytesOut);
  }

  private static @Nullable InvocationResult result(@Nullable GatewayError error) {
    return switch (error) {
      case null -> returned("{}");
      case INTEGRATION_TIMEOUT -> null;
      case INTEGRATION_UNAVAILABLE -> new InvocationResult.Unavailable(ID, "boom");
      default -> new InvocationResult.FunctionError(ID, "boom");
    };
  }

  static Exchange unrouted() {
    return Exchange.ofSocket(
        context(EventType.MESSAGE, "$default"),
        false,
        new Exchange.Outcome(403, GatewayError.FORBIDDEN),
        null,
        new Exchange.Traffic(5, -1));
  }

  static Exchange disconnect(Exchange.@Nullable Call call) {
    return socket(EventType.DISCONNECT, "$disconnect", 200, null, call, -1);
  }

  static Exchange management(String method, int status, long bytes) {
    return new Exchange(
        new Exchange.Request(
            CLIENT.api(),
            "41f0d8d5-3f9c-4d3c-9c4f-3b1f7a1c2d3e",
            "EP5ytGkJoAMEmUQ=",
            TIME,
            CLIENT.connectionId(),
            new Exchange.Sender("203.0.113.9", "sdk", "arn:aws:iam::123456789012:user/me")),
        method + " /@connections/{connectionId}",
        null,
        new Exchange.Outcome(status, null),
        null,
        new Exchange.Traffic(bytes, -1));
  }

  static Exchange.Call call(@Nullable InvocationResult result) {
    return new Exchange.Call("function", "{\"event\":1}".getBytes(UTF_8), result, 7);
  }

  static InvocationResult returned(String payload) {
    return new InvocationResult.Returned(ID, payload.getBytes(UTF_8));
  }

  private static Exchange socket(
      EventType type,
      String route,
      int status,
      @Nullable GatewayError error,
      Exchange.@Nullable Call call,
      long bytesOut) {
    return Exchange.ofSocket(
        context(type, route),
        true,
        new Exchange.Outcome(status, error),
        call,
        new Exchange.Traffic(5, bytesOut));
  }

  private static RequestContext context(EventType type, String route) {
    return new RequestContext(
        type,
        route,
        "EP5t5HsnoAMESJg=",
        TIME,
        CLIENT,
        type == EventType.MESSAGE ? "gbik1Q9lQQAYKEilnA==" : null,
        type == EventType.DISCONNECT ? new CloseReason(1000, "probe-complete") : null);
  }
}
