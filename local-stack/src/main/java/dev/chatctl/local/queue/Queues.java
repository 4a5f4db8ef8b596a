package dev.chatctl.local.queue;

import static java.util.Objects.requireNonNull;

import dev.chatctl.core.definition.QueueDefinition;
import java.time.Duration;
import java.util.Map;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** Creates the queues of the definition file, as Terraform does on AWS. */
public final class Queues {
  /** AWS: a visibility timeout of at least six times the function's leaves room for its retries. */
  private static final int TIMEOUTS = 6;

  private Queues() {}

  /**
   * Creates a queue and the dead-letter queue beside it.
   *
   * @param functionTimeout of the function that takes from it
   * @return the queue's URL
   */
  public static String create(
      SqsClient sqs, QueueDefinition queue, String deployedName, Duration functionTimeout) {
    String deadLetters = create(sqs, deployedName + "-dead-letters", Map.of());
    return create(
        sqs,
        deployedName,
        Map.of(
            QueueAttributeName.VISIBILITY_TIMEOUT,
            String.valueOf(functionTimeout.multipliedBy(TIMEOUTS).toSeconds()),
            QueueAttributeName.REDRIVE_POLICY,
            "{\"deadLetterTargetArn\":\"%s\",\"maxReceiveCount\":\"%d\"}"
                .formatted(arn(sqs, deadLetters), queue.maxReceiveCount())));
  }

  private static String create(
      SqsClient sqs, String name, Map<QueueAttributeName, String> attributes) {
    return sqs.createQueue(request -> request.queueName(name).attributes(attributes)).queueUrl();
  }

  private static String arn(SqsClient sqs, String queueUrl) {
    return requireNonNull(
        sqs.getQueueAttributes(
                request -> request.queueUrl(queueUrl).attributeNames(QueueAttributeName.QUEUE_ARN))
            .attributes()
            .get(QueueAttributeName.QUEUE_ARN),
        queueUrl);
  }
}
