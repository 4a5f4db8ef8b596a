package dev.chatctl.local.queue;

import dev.chatctl.cli.PrintableText;
import dev.chatctl.core.json.JsonFormatException;
import dev.chatctl.gateway.invoke.InvocationResult;
import dev.chatctl.gateway.invoke.LambdaFunction;
import dev.chatctl.gateway.invoke.TimeLimit;
import dev.chatctl.local.fault.Chances;
import dev.chatctl.local.fault.ServiceFault;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Takes messages from a queue one by one, invokes the function with each and deletes those it does
 * not report as failed. What it leaves becomes visible again after the queue's timeout.
 *
 * <p>AWS: with {@code ReportBatchItemFailures} a function names the messages that failed; one that
 * throws has failed all of them.
 */
public final class EventSourceMapping implements AutoCloseable {
  /** AWS: the concurrency that an SQS event source starts with. */
  private static final int POLLERS = 5;

  private static final Duration LONG_POLL = Duration.ofSeconds(20);

  private final LocalQueue queue;
  private final LambdaFunction function;
  private final Chances chances;
  private final PrintStream problems;
  private final ExecutorService pollers = Executors.newVirtualThreadPerTaskExecutor();

  private EventSourceMapping(
      LocalQueue queue, LambdaFunction function, Chances chances, PrintStream problems) {
    this.queue = queue;
    this.function = function;
    this.chances = chances;
    this.problems = problems;
  }

  /**
   * Starts polling.
   *
   * @param chances of messages that come late, or twice
   * @param problems told, in one line each, what kept a message from being done
   */
  public static EventSourceMapping start(
      LocalQueue queue, LambdaFunction function, Chances chances, PrintStream problems) {
    var mapping = new EventSourceMapping(queue, function, chances, problems);
    for (int i = 0; i < POLLERS; i++) {
      mapping.pollers.execute(mapping::poll);
    }
    return mapping;
  }

  /** Stops taking; an invocation under way is interrupted. */
  @Override
  public void close() {
    pollers.shutdownNow();
    pollers.close();
  }

  private void poll() {
    while (!pollers.isShutdown()) {
      try {
        Optional<LocalQueue.Job> job = queue.receive(LONG_POLL);
        if (job.isPresent()) {
          Thread.sleep(chances.queueLatency());
          if (chances.meets(ServiceFault.QUEUE_DUPLICATE)) {
            TimeLimit.invoke(function, SqsEvent.of(job.get())); // and again, as if it had been lost
          }
          invoke(job.get());
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      } catch (JsonFormatException e) {
        problems.println(PrintableText.oneLine("queue: " + e.getMessage()));
      }
    }
  }

  private void invoke(LocalQueue.Job job) throws InterruptedException, JsonFormatException {
    switch (TimeLimit.invoke(function, SqsEvent.of(job))) {
      case InvocationResult.Returned returned -> {
        if (!SqsEvent.failures(returned.payload()).contains(job.id())) {
          queue.delete(job);
        }
      }
      case InvocationResult.FunctionError error ->
          problems.println(PrintableText.oneLine("queue: " + error.message()));
      case InvocationResult.Unavailable none ->
          problems.println(PrintableText.oneLine("queue: " + none.message()));
    }
  }
}
