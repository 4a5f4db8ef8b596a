package dev.chatctl.gateway.internal.integration;

import dev.chatctl.gateway.event.GatewayError;
import dev.chatctl.gateway.invoke.InvocationResult;
import dev.chatctl.gateway.observe.Exchange;
import org.jspecify.annotations.Nullable;

/**
 * What a proxy integration's route makes of a call.
 *
 * @param result null when there is none, or none that is well-formed
 */
public record IntegrationAnswer(Exchange.Outcome outcome, @Nullable ProxyResult result) {
  public static IntegrationAnswer of(Exchange.Call call) {
    return switch (call.result()) {
      case null -> failed(GatewayError.INTEGRATION_TIMEOUT);
      case InvocationResult.Returned returned ->
          ProxyResult.parse(returned.payload())
              .map(
                  result ->
                      new IntegrationAnswer(
                          new Exchange.Outcome(result.statusCode(), null), result))
              .orElseGet(() -> failed(GatewayError.INTEGRATION_FAILURE));
      case InvocationResult.FunctionError error -> failed(GatewayError.INTEGRATION_FAILURE);
      case InvocationResult.Unavailable none -> failed(GatewayError.INTEGRATION_UNAVAILABLE);
    };
  }

  private static IntegrationAnswer failed(GatewayError error) {
    return new IntegrationAnswer(new Exchange.Outcome(error.status(), error), null);
  }
}
