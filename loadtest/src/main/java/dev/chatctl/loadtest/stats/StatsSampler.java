package dev.chatctl.loadtest.stats;

import dev.chatctl.loadtest.ledger.Ledger;
import dev.chatctl.loadtest.plan.Proc;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Looks at a run once a second and remembers what it saw. */
public final class StatsSampler {
  private static final Pattern RESIDENT = Pattern.compile("(?m)^VmRSS:\\s+(\\d+) kB");

  private final Supplier<RunStatus> status;
  private final Ledger ledger;
  private final LatencyHistograms latencies;
  private final IntervalSink sink;
  private final Completions completions;
  private final Hiccups hiccups;
  private final List<PeriodStats> timeline = new ArrayList<>();
  private RunStatus before;
  private long residentBytes;
  private long nanosBefore = System.nanoTime();
  private long cpuBefore = ProcessCpu.nanos();

  /**
   * A sampler of a run that begins now.
   *
   * @param sink is told of each second
   * @param clock the plan's
   */
  public StatsSampler(
      Supplier<RunStatus> status,
      Ledger ledger,
      LatencyHistograms latencies,
      IntervalSink sink,
      LongSupplier clock) {
    this.status = status;
    this.ledger = ledger;
    this.latencies = latencies;
    this.sink = sink;
    this.completions = new Completions(ledger);
    this.hiccups = new Hiccups(ledger.pauses(), clock);
    this.before = status.get();
  }

  /** Begins to watch for times in which this process could not run. */
  public void start() {
    hiccups.start();
  }

  /** Watches no longer. */
  public void stop() {
    hiccups.stop();
  }

  /** A second has passed. */
  public synchronized void sample() {
    RunStatus now = status.get();
    long nanos = System.nanoTime();
    long cpu = ProcessCpu.nanos();
    PeriodStats period =
        new PeriodStats(
            System.currentTimeMillis(),
            now.phase(),
            new PeriodStats.Listeners(
                now.connections().open(),
                now.connections().handshakes() - before.connections().handshakes()),
            new PeriodStats.Messages(
                now.sent() - before.sent(), ledger.expected(before.sent(), now.sent())),
            now.counts().deliveries().minus(before.counts().deliveries()),
            new PeriodStats.Injector(
                latencies.drain(),
                hiccups.takeMicros(),
                100.0 * (cpu - cpuBefore) / Math.max(1, nanos - nanosBefore) / ProcessCpu.count()));
    timeline.add(period);
    if (period.phase().measured()) {
      residentBytes = Math.max(residentBytes, residentNow());
    }
    sink.second(period, now.offered() - before.offered(), completions.take(now.sent()));
    before = now;
    nanosBefore = nanos;
    cpuBefore = cpu;
  }

  /** Heap, buffers, threads, code; 0 where the system does not tell. */
  private static long residentNow() {
    Matcher row = RESIDENT.matcher(Proc.read("self/status"));
    return row.find() ? Long.parseLong(row.group(1)) * 1024 : 0;
  }

  /** The most memory it saw this process have while measuring. */
  public synchronized long residentBytes() {
    return residentBytes;
  }

  /** What it saw so far. */
  public synchronized List<PeriodStats> timeline() {
    return List.copyOf(timeline);
  }
}
