package dev.chatctl.core.queue;

import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Where jobs wait for a worker. Delivers at least once. */
@FunctionalInterface
public interface JobQueue {
  /** Completes when all jobs are safely in the queue, and fails if one is not. */
  CompletableFuture<Void> send(List<FanOutJob> jobs);
}
