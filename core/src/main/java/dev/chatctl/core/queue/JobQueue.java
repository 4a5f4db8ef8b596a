package dev.chatctl.core.queue;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Where jobs wait for a worker. Delivers at least once. */
@FunctionalInterface
public interface JobQueue {
  /**
   * Completes when all jobs are safely in the queue, and fails if one is not.
   *
   * @param delay how long they wait at least; to the second, and 15 minutes at most
   */
  CompletableFuture<Void> send(List<? extends Job> jobs, Duration delay);

  /** The same for jobs that need not wait. */
  default CompletableFuture<Void> send(List<? extends Job> jobs) {
    return send(jobs, Duration.ZERO);
  }
}
