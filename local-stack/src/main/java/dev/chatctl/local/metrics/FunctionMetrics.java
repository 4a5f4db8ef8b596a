package dev.chatctl.local.metrics;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Counts a function's invocations as namespace {@code AWS/Lambda} does. Nothing is throttled here,
 * which is a sample of 0 for each invocation there too.
 */
public final class FunctionMetrics {
  private static final String NAMESPACE = "AWS/Lambda";

  private final MetricStore store;
  private final InstantSource clock;

  public FunctionMetrics(MetricStore store, InstantSource clock) {
    this.store = store;
    this.clock = clock;
  }

  /** The same handler, counted under the deployed function's name. */
  public RequestStreamHandler counted(String functionName, RequestStreamHandler handler) {
    Map<String, String> dimensions = Map.of("FunctionName", functionName);
    var running = new AtomicInteger();
    return (in, out, context) -> {
      long start = System.nanoTime();
      int concurrent = running.incrementAndGet();
      boolean failed = true;
      try {
        handler.handleRequest(in, out, context);
        failed = false;
      } finally {
        running.decrementAndGet();
        long now = clock.millis();
        store.add(NAMESPACE, "Invocations", dimensions, 1, now);
        store.add(NAMESPACE, "Errors", dimensions, failed ? 1 : 0, now);
        store.add(NAMESPACE, "Throttles", dimensions, 0, now);
        store.add(NAMESPACE, "Duration", dimensions, (System.nanoTime() - start) / 1e6, now);
        store.add(NAMESPACE, "ConcurrentExecutions", dimensions, concurrent, now);
      }
    };
  }
}
