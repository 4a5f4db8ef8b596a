package dev.chatctl.gateway.internal.integration;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.chatctl.gateway.event.GatewayError;
import dev.chatctl.gateway.invoke.InvocationResult;
import dev.chatctl.gateway.observe.Exchange;
import org.jspecify.annotations.Nullable;

/**
 * One finished call of a function.
 *
 * @param result null when the integration timeout came first; the function may still be running
 */
@SuppressWarnings("ArrayRecordComponent") // handed over, never compared
public record Integration(
    String function, @Nullable InvocationResult result, byte[] event, long latencyMillis) {
  /**
   * What a proxy integration's route makes of it.
   *
   * @param result null when there is none, or none that is well-formed
   */
  public record Answer(Exchange.Outcome outcome, @Nullable ProxyResult result) {
    static Answer failed(GatewayError error) {
      return new Answer(new Exchange.Outcome(error.status(), error), null);
    }
  }

  public Answer answer() {
    return switch (result) {
      case null -> Answer.failed(GatewayError.INTEGRATION_TIMEOUT);
      case InvocationResult.Returned returned ->
          ProxyResult.parse(returned.payload())
              .map(proxied -> new Answer(new Exchange.Outcome(proxied.statusCode(), null), proxied))
              .orElseGet(() -> Answer.failed(GatewayError.INTEGRATION_FAILURE));
      case InvocationResult.FunctionError error -> Answer.failed(GatewayError.INTEGRATION_FAILURE);
      case InvocationResult.Unavailable unavailable ->
          Answer.failed(GatewayError.INTEGRATION_UNAVAILABLE);
    };
  }

  public Exchange.Call call() {
    return switch (result) {
      case null -> failed("-", GatewayError.INTEGRATION_TIMEOUT.message());
      case InvocationResult.Returned(String id, byte[] payload) ->
          new Exchange.Call(function, id, latencyMillis, event, payload, false);
      case InvocationResult.FunctionError(String id, String message) -> failed(id, message);
      case InvocationResult.Unavailable(String id, String message) -> failed("-", message);
    };
  }

  private Exchange.Call failed(String requestId, String message) {
    return new Exchange.Call(
        function, requestId, latencyMillis, event, message.getBytes(UTF_8), true);
  }
}
