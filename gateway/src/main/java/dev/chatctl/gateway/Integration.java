package dev.chatctl.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.chatctl.gateway.event.GatewayError;
import dev.chatctl.gateway.invoke.ProxyResult;
import dev.chatctl.gateway.observe.Exchange;
import org.jspecify.annotations.Nullable;

/** One finished call of a function. */
@SuppressWarnings("ArrayRecordComponent") // handed over, never compared
record Integration(String function, Outcome outcome, byte[] event, long latencyMillis) {
  /** How it ended. */
  sealed interface Outcome {}

  /** It returned something; whether that is well-formed is for the route to say. */
  @SuppressWarnings("ArrayRecordComponent") // handed over, never compared
  record Returned(String requestId, byte[] payload) implements Outcome {}

  /** It threw. */
  record Failed(String requestId, String message) implements Outcome {}

  /** The integration timeout came first; the function may still be running. */
  record TimedOut() implements Outcome {}

  /** It could not be run. */
  record Unavailable(String message) implements Outcome {}

  /** What a proxy integration's route makes of an outcome. */
  record Answer(int status, @Nullable ProxyResult result, @Nullable GatewayError error) {
    static Answer failed(GatewayError error) {
      return new Answer(error.status(), null, error);
    }
  }

  Answer answer() {
    return switch (outcome) {
      case Returned returned ->
          ProxyResult.parse(returned.payload)
              .map(result -> new Answer(result.statusCode(), result, null))
              .orElseGet(() -> Answer.failed(GatewayError.INTEGRATION_FAILURE));
      case Failed failed -> Answer.failed(GatewayError.INTEGRATION_FAILURE);
      case TimedOut timedOut -> Answer.failed(GatewayError.INTEGRATION_TIMEOUT);
      case Unavailable unavailable -> Answer.failed(GatewayError.INTEGRATION_UNAVAILABLE);
    };
  }

  Exchange.Call call() {
    return switch (outcome) {
      case Returned(String requestId, byte[] payload) -> call(requestId, payload, false);
      case Failed(String requestId, String message) ->
          call(requestId, message.getBytes(UTF_8), true);
      case TimedOut timedOut ->
          call("-", GatewayError.INTEGRATION_TIMEOUT.message().getBytes(UTF_8), true);
      case Unavailable(String message) -> call("-", message.getBytes(UTF_8), true);
    };
  }

  private Exchange.Call call(String requestId, byte[] payload, boolean failed) {
    return new Exchange.Call(function, requestId, latencyMillis, event, payload, failed);
  }
}
