package dev.chatctl.loadtest.report;

import dev.chatctl.loadtest.injector.RunResult;

/**
 * What measuring itself took.
 *
 * @param cpuShare share of a machine that its processes there used while measuring, at most
 * @param residentBytes memory of all its processes at most, while measuring; 0 where unknown
 * @param longestPauseMillis for which one of its processes could not run; 0 if it was short
 */
public record Generator(
    double measuredSeconds,
    double cpuSeconds,
    double cpuShare,
    long residentBytes,
    long longestPauseMillis) {
  /**
   * Of a run in this process.
   *
   * @param cpus of the machine
   */
  static Generator of(RunResult result, int cpus) {
    double measured = result.usage().measured().toNanos() / 1e9;
    double cpu = result.usage().cpu().toNanos() / 1e9;
    double share =
        (double) result.usage().cpu().toNanos()
            / Math.max(1, result.usage().measured().toNanos())
            / cpus;
    return new Generator(
        measured,
        cpu,
        share,
        result.usage().residentBytes(),
        result.usage().longestPause().toMillis());
  }

  /** Of two processes of one machine. */
  Generator plus(Generator more) {
    return and(more, cpuShare + more.cpuShare);
  }

  /** Of two machines. */
  Generator beside(Generator other) {
    return and(other, Math.max(cpuShare, other.cpuShare));
  }

  private Generator and(Generator other, double share) {
    return new Generator(
        Math.max(measuredSeconds, other.measuredSeconds),
        cpuSeconds + other.cpuSeconds,
        share,
        residentBytes + other.residentBytes,
        Math.max(longestPauseMillis, other.longestPauseMillis));
  }
}
