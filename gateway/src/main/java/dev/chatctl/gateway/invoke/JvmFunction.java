package dev.chatctl.gateway.invoke;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.chatctl.gateway.internal.text.ServiceIds;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;

/** A handler object of this JVM, invoked on the caller's thread. */
record JvmFunction(RequestStreamHandler handler, FunctionSettings settings)
    implements LambdaFunction {

  // A handler may throw anything, errors included; Lambda reports each as a function error.
  @SuppressWarnings("CatchingThrowable")
  @Override
  public InvocationResult invoke(byte[] event) throws InterruptedException {
    String requestId = ServiceIds.uuid();
    ByteArrayOutputStream result = new ByteArrayOutputStream(256);
    try {
      handler.handleRequest(
          new ByteArrayInputStream(event), result, new JvmContext(requestId, settings));
    } catch (Throwable thrown) {
      if (Thread.interrupted()) {
        throw new InterruptedException(settings.name() + " was stopped");
      }
      settings.log().accept("ERROR " + thrown);
      return new InvocationResult.FunctionError(requestId, message(thrown));
    }
    return new InvocationResult.Returned(requestId, result.toByteArray());
  }

  private static String message(Throwable thrown) {
    String message = thrown.getMessage();
    return message == null ? thrown.getClass().getName() : message;
  }
}
