package dev.chatctl.loadtest.drive;

import dev.chatctl.loadtest.ledger.Counts;
import dev.chatctl.loadtest.ledger.Ledger;
import java.util.ArrayList;
import java.util.List;

/** Looks at the run once a second and remembers what it saw. */
final class Ticker {
  private final Conductor conductor;
  private final Ledger ledger;
  private final Crowd crowd;
  private final Latencies latencies;
  private final Hiccups hiccups;
  private final IntervalSink sink;
  private final Completions completions;
  private final List<Tick> ticks = new ArrayList<>();
  private Counts before = new Counts(0, 0, 0, 0, 0, 0);
  private int sentBefore;
  private long residentBytes;
  private int offeredBefore;
  private long openedBefore;
  private long nanosBefore = System.nanoTime();
  private long cpuBefore = ProcessCpu.nanos();

  Ticker(
      Conductor conductor,
      Ledger ledger,
      Crowd crowd,
      Latencies latencies,
      Hiccups hiccups,
      IntervalSink sink) {
    this.sink = sink;
    this.completions = new Completions(ledger);
    this.conductor = conductor;
    this.ledger = ledger;
    this.crowd = crowd;
    this.latencies = latencies;
    this.hiccups = hiccups;
  }

  /** A second has passed. */
  synchronized void tick() {
    Counts counts = ledger.counts();
    int sent = conductor.sent();
    long opened = crowd.opened() + (long) crowd.reopened();
    long nanos = System.nanoTime();
    long cpu = ProcessCpu.nanos();
    long lag = latencies.tick();
    Tick tick =
        new Tick(
            System.currentTimeMillis(),
            conductor.phase(),
            crowd.open(),
            opened - openedBefore,
            sent - sentBefore,
            ledger.expected(sentBefore, sent),
            counts.received() - before.received(),
            counts.late() - before.late(),
            counts.duplicates() - before.duplicates(),
            counts.reordered() - before.reordered(),
            lag,
            hiccups.takeMicros(),
            100.0 * (cpu - cpuBefore) / Math.max(1, nanos - nanosBefore) / ProcessCpu.count());
    ticks.add(tick);
    if (tick.phase().measured()) {
      residentBytes = Math.max(residentBytes, ResidentMemory.bytes());
    }
    int offered = conductor.offered();
    sink.second(tick, offered - offeredBefore, completions.take(sent));
    offeredBefore = offered;
    before = counts;
    sentBefore = sent;
    openedBefore = opened;
    nanosBefore = nanos;
    cpuBefore = cpu;
  }

  /** The most memory it saw this process have while measuring. */
  synchronized long residentBytes() {
    return residentBytes;
  }

  /** What it saw so far. */
  synchronized List<Tick> ticks() {
    return List.copyOf(ticks);
  }
}
