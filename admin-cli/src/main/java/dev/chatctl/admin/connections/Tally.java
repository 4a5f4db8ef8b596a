package dev.chatctl.admin.connections;

import dev.chatctl.cli.ExitCode;
import dev.chatctl.cli.Interrupt;
import java.time.Duration;

/** What became of many connections. */
public final class Tally {
  private final Latencies latencies;
  private long done;
  private long gone;
  private long failed;
  private Duration elapsed = Duration.ZERO;
  private boolean complete = true;

  Tally(Latencies latencies) {
    this.latencies = latencies;
  }

  void add(ConnectionResult outcome) {
    switch (outcome.kind()) {
      case DONE -> done++;
      case GONE -> gone++;
      case FAILED -> failed++;
    }
  }

  void took(long nanos) {
    elapsed = Duration.ofNanos(nanos);
  }

  /** Some actions had no answer yet when the campaign had to end. */
  void incomplete() {
    complete = false;
  }

  public long done() {
    return done;
  }

  long gone() {
    return gone;
  }

  long failed() {
    return failed;
  }

  long attempted() {
    return done + gone + failed;
  }

  Duration elapsed() {
    return elapsed;
  }

  double perSecond() {
    return elapsed.isZero() ? 0 : Math.round(attempted() * 1e10 / elapsed.toNanos()) / 10.0;
  }

  Latencies latencies() {
    return latencies;
  }

  /**
   * In words.
   *
   * @param verb the past of what was done, such as "kicked"
   */
  public String sentence(String verb) {
    return "%s %,d, gone %,d, failed %,d%s"
        .formatted(verb, done, gone, failed, complete ? "" : "; some had no answer yet");
  }

  /**
   * The exit code.
   *
   * @param goneMatters whether the person named the connections, so that a gone one is an error
   */
  public ExitCode exitCode(Interrupt interrupt, boolean goneMatters) {
    if (interrupt.requested()) {
      return ExitCode.INTERRUPTED;
    }
    if (failed > 0 || !complete || (goneMatters && gone > 0 && done > 0)) {
      return ExitCode.PARTIAL;
    }
    return goneMatters && gone > 0 ? ExitCode.NOT_FOUND : ExitCode.OK;
  }
}
