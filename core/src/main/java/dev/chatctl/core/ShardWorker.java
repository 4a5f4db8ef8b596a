package dev.chatctl.core;

import dev.chatctl.core.aws.Futures;
import dev.chatctl.core.fanout.BroadcastReport;
import dev.chatctl.core.queue.Checkpoints;
import dev.chatctl.core.queue.FanOutJob;
import dev.chatctl.core.queue.JobQueue;
import dev.chatctl.core.room.Recipient;
import dev.chatctl.core.room.Registry;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Does one job: posts a message to a shard, slice by slice, remembering how far it got. A worker
 * that is killed repeats one slice at most, with the same message id.
 */
public final class ShardWorker {
  /** At 2,000 posts a second, a quarter of a second's work is repeated in the worst case. */
  public static final int SLICE = 500;

  private final Registry registry;
  private final Broadcasts broadcasts;
  private final Checkpoints checkpoints;
  private final Optional<JobQueue> queue;
  private final Unreachable unreachable;
  private final BroadcastMetrics metrics;
  private final int slice;
  private final InstantSource clock;

  /**
   * A worker.
   *
   * @param slice after how many recipients it remembers how far it got
   */
  ShardWorker(
      Registry registry,
      Broadcasts broadcasts,
      Checkpoints checkpoints,
      Optional<JobQueue> queue,
      Unreachable unreachable,
      BroadcastMetrics metrics,
      int slice,
      InstantSource clock) {
    this.registry = registry;
    this.broadcasts = broadcasts;
    this.checkpoints = checkpoints;
    this.queue = queue;
    this.unreachable = unreachable;
    this.metrics = metrics;
    this.slice = slice;
    this.clock = clock;
  }

  /** Does a job, or what is left of it; hands on what the deadline leaves over. */
  public void work(FanOutJob job, Instant deadline) {
    Checkpoints.Progress progress = Futures.await(checkpoints.read(job));
    if (progress.isDone()) {
      return;
    }
    if (job.message().isPast(clock.instant())) {
      // Whoever resumes finds it in the history; told now, it would hold up what is new.
      metrics.writeTooLate(job.message());
      Futures.await(checkpoints.done(job, clock.instant()));
      return;
    }
    String from = progress.from().compareTo(job.from()) > 0 ? progress.from() : job.from();
    Instant begun = clock.instant();
    List<Recipient> recipients =
        Futures.await(registry.recipients(job.message().room(), job.shard(), from, begun));
    BroadcastReport report = BroadcastReport.EMPTY;
    CompletableFuture<Void> checkpoint = CompletableFuture.completedFuture(null);
    for (int i = 0; i < recipients.size() && report.leftOver().isEmpty(); i += slice) {
      int end = Math.min(i + slice, recipients.size());
      report = report.plus(broadcasts.post(job.message(), recipients.subList(i, end), deadline));
      if (report.leftOver().isEmpty() && end < recipients.size()) {
        Futures.await(checkpoint);
        checkpoint = checkpoints.reached(job, recipients.get(end).connectionId(), clock.instant());
      }
    }
    Instant answeredAt = clock.instant();
    Futures.await(checkpoint);
    BroadcastReport account = finish(job, report);
    metrics.write(job.message(), 1, account, answeredAt);
    unreachable.remove(job.message().room(), account, recipients, begun, deadline);
  }

  private BroadcastReport finish(FanOutJob job, BroadcastReport report) {
    if (report.leftOver().isEmpty()) {
      Futures.await(checkpoints.done(job, clock.instant()));
      return report;
    }
    String next = report.leftOver().getFirst().connectionId();
    if (queue.isEmpty()) {
      throw new IllegalStateException(
          "FAN_OUT_QUEUE_URL: absent (expected: the queue to hand the rest of a broadcast to)");
    }
    // First the checkpoint: should the job be delivered again meanwhile, both start from there.
    Futures.await(checkpoints.reached(job, next, clock.instant()));
    Futures.await(queue.get().send(List.of(new FanOutJob(job.message(), job.shard(), next))));
    return report.withoutLeftOver();
  }
}
