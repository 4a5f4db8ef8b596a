package dev.chatctl.core.definition;

import java.util.Locale;

/**
 * An SQS queue, which has a dead-letter queue beside it.
 *
 * @param maxReceiveCount deliveries of a job before it goes to the dead-letter queue
 */
public record QueueDefinition(String name, int maxReceiveCount) {
  public QueueDefinition {
    if (maxReceiveCount < 1) {
      throw new IllegalArgumentException(
          "%s.max_receive_count: %d (expected: >= 1)".formatted(name, maxReceiveCount));
    }
  }

  /** The environment variable that tells a handler the deployed queue's URL. */
  public String environmentVariable() {
    return name.toUpperCase(Locale.ROOT) + "_QUEUE_URL";
  }
}
