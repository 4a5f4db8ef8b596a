package dev.chatctl.cli.process;

import java.time.Duration;
import java.util.function.LongSupplier;
import java.util.stream.Stream;

/**
 * Whether a process still does something: its output grows, or it uses the processor. How long
 * something takes is for the machine to say, which may be slow and busy; that nothing happens any
 * more is what tells that it never will.
 */
public final class SignsOfLife {
  /** Who does nothing for that long will not do any more. */
  public static final Duration SILENCE = Duration.ofMinutes(1);

  /** A process that waits for ever still uses some hundredths of a processor. */
  private static final int IDLE = 50;

  private static final long EVERY_NANOS = 200_000_000;

  private final ProcessHandle process;
  private final LongSupplier output;
  private final Duration silence;
  private long printed;
  private Duration used = Duration.ZERO;
  private long lastSign = System.nanoTime();
  private long lastLook = lastSign - EVERY_NANOS;

  /**
   * Looks at a process and all that it has started.
   *
   * @param output how much has been printed or written so far, in whatever unit
   * @param silence how long nothing may happen
   */
  public SignsOfLife(ProcessHandle process, LongSupplier output, Duration silence) {
    this.process = process;
    this.output = output;
    this.silence = silence;
  }

  /** Whether there was one lately; to be asked again and again. */
  public boolean seen() {
    long now = System.nanoTime();
    if (now - lastLook >= EVERY_NANOS) {
      lastLook = now;
      long printedNow = output.getAsLong();
      Duration usedNow = processorTime();
      Duration more = usedNow.minus(used);
      // Less than before: a process it had started has ended.
      if (printedNow != printed
          || more.isNegative()
          || more.compareTo(silence.dividedBy(IDLE)) > 0) {
        printed = printedNow;
        used = usedNow;
        lastSign = now;
      }
    }
    return now - lastSign < silence.toNanos();
  }

  private Duration processorTime() {
    return Stream.concat(Stream.of(process), process.descendants())
        .flatMap(each -> each.info().totalCpuDuration().stream())
        .reduce(Duration.ZERO, Duration::plus);
  }
}
