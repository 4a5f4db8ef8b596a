package dev.chatctl.gateway.invoke;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.chatctl.gateway.internal.text.ServiceIds;

/** What came of one invocation. */
public sealed interface InvocationResult {
  /** The id of the invocation, a UUID as Lambda gives it. */
  String requestId();

  /** The function returned; {@code payload} is JSON, handed over and never compared. */
  @SuppressWarnings("ArrayRecordComponent")
  record Returned(String requestId, byte[] payload) implements InvocationResult {}

  /**
   * The function ran and failed: it threw, or the runtime stopped it. Lambda marks such an answer
   * with {@code X-Amz-Function-Error}.
   */
  record FunctionError(String requestId, String message) implements InvocationResult {}

  /** The function could not be run at all: no such function, service throttled or out of reach. */
  record Unavailable(String requestId, String message) implements InvocationResult {}

  /** A result under a new request id. */
  static InvocationResult returned(byte[] json) {
    return new Returned(ServiceIds.uuid(), json);
  }

  /** A result under a new request id. */
  static InvocationResult returned(String json) {
    return returned(json.getBytes(UTF_8));
  }

  /** A function error under a new request id. */
  static InvocationResult functionError(String message) {
    return new FunctionError(ServiceIds.uuid(), message);
  }
}
