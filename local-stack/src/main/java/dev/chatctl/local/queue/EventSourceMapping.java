package dev.chatctl.local.queue;

import dev.chatctl.core.json.JsonFormatException;
import dev.chatctl.gateway.invoke.InvocationResult;
import dev.chatctl.gateway.invoke.LambdaFunction;
import dev.chatctl.gateway.invoke.TimeLimit;
import dev.chatctl.local.fault.Chances;
import dev.chatctl.local.fault.ServiceFault;
import java.io.PrintStream;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;

/**
 * Takes messages from a queue, invokes the function with them and deletes those it does not report
 * as failed. What it leaves becomes visible again after the queue's timeout.
 *
 * <p>AWS: with {@code ReportBatchItemFailures} a function names the messages that failed; one that
 * throws has failed all of them.
 */
public final class EventSourceMapping implements AutoCloseable {
  /** AWS: the concurrency that an SQS event source starts with. */
  private static final int POLLERS = 5;

  private static final int BATCH = 1;
  private static final int LONG_POLL_SECONDS = 20;

  private final SqsClient sqs;
  private final String queueUrl;
  private final LambdaFunction function;
  private final Chances chances;
  private final PrintStream problems;
  private final ExecutorService pollers = Executors.newVirtualThreadPerTaskExecutor();

  private EventSourceMapping(
      SqsClient sqs,
      String queueUrl,
      LambdaFunction function,
      Chances chances,
      PrintStream problems) {
    this.sqs = sqs;
    this.queueUrl = queueUrl;
    this.function = function;
    this.chances = chances;
    this.problems = problems;
  }

  /**
   * Starts polling.
   *
   * @param chances of messages that come late, or twice
   * @param problems told, in one line each, what kept a batch from being taken or done
   */
  public static EventSourceMapping start(
      SqsClient sqs,
      String queueUrl,
      LambdaFunction function,
      Chances chances,
      PrintStream problems) {
    var mapping = new EventSourceMapping(sqs, queueUrl, function, chances, problems);
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
        List<Message> batch = receive();
        if (!batch.isEmpty()) {
          Thread.sleep(chances.queueLatency());
          if (chances.meets(ServiceFault.QUEUE_DUPLICATE)) {
            TimeLimit.invoke(function, SqsEvent.of(batch)); // and again, as if it had been lost
          }
          invoke(batch);
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      } catch (SdkException | JsonFormatException e) {
        if (!pollers.isShutdown()) {
          problems.println("queue: " + e.getMessage());
        }
      }
    }
  }

  private List<Message> receive() {
    return sqs.receiveMessage(
            request ->
                request
                    .queueUrl(queueUrl)
                    .maxNumberOfMessages(BATCH)
                    .waitTimeSeconds(LONG_POLL_SECONDS))
        .messages();
  }

  private void invoke(List<Message> batch) throws InterruptedException, JsonFormatException {
    switch (TimeLimit.invoke(function, SqsEvent.of(batch))) {
      case InvocationResult.Returned returned -> {
        Set<String> failed = SqsEvent.failures(returned.payload());
        for (Message message : batch) {
          if (!failed.contains(message.messageId())) {
            sqs.deleteMessage(
                request -> request.queueUrl(queueUrl).receiptHandle(message.receiptHandle()));
          }
        }
      }
      case InvocationResult.FunctionError error -> problems.println("queue: " + error.message());
      case InvocationResult.Unavailable none -> problems.println("queue: " + none.message());
    }
  }
}
