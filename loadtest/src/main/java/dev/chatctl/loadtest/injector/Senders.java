package dev.chatctl.loadtest.injector;

import dev.chatctl.loadtest.ledger.Ledger;
import dev.chatctl.loadtest.ledger.Schedule;
import dev.chatctl.loadtest.plan.Plan;
import dev.chatctl.loadtest.stats.LatencyHistograms;
import io.netty.channel.EventLoop;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;

/** Whoever sends messages of a run from this process. */
final class Senders {
  private final Plan plan;
  private final LatencyHistograms latencies;
  private final List<ScheduledSender> senders = new CopyOnWriteArrayList<>();

  Senders(Plan plan, LatencyHistograms latencies) {
    this.plan = plan;
    this.latencies = latencies;
  }

  /** One more. */
  ScheduledSender add(int publisher, EventLoop loop) {
    ScheduledSender sender = new ScheduledSender(plan, publisher, loop, latencies);
    senders.add(sender);
    return sender;
  }

  /** Send from then on, on the plan's clock. */
  void start(long nanos) {
    senders.forEach(sender -> sender.start(nanos));
  }

  /** Send nothing more. */
  void stop() {
    senders.forEach(ScheduledSender::stop);
  }

  /** Measured messages whose time has come: the longest run from the first on without a gap. */
  int sent() {
    Schedule schedule = plan.schedule();
    return senders.stream()
        .filter(sender -> schedule.contains(sender.publisher(), sender.passed()))
        .mapToInt(sender -> schedule.message(sender.publisher(), sender.passed()))
        .min()
        .orElse(schedule.messages());
  }

  /** Measured messages that were for this process to send and whose time has come. */
  int offered() {
    return senders.stream().mapToInt(ScheduledSender::passed).sum();
  }

  /** When the messages were sent; to be read behind a fence. */
  Ledger.Sendings sendings() {
    Schedule schedule = plan.schedule();
    Map<Integer, ScheduledSender> own =
        senders.stream().collect(Collectors.toMap(ScheduledSender::publisher, sender -> sender));
    return (message, due) -> {
      ScheduledSender sender = own.get(schedule.publisher(message));
      return sender == null ? due : sender.sentNanos(schedule.sequence(message));
    };
  }

  /** All who have a socket to send through: who could not connect has nothing to say. */
  List<ScheduledSender> able() {
    return senders.stream().filter(ScheduledSender::canSend).toList();
  }

  /** Waits until all they have done is visible. */
  void fence() throws InterruptedException {
    for (ScheduledSender sender : senders) {
      sender.fence();
    }
  }
}
