package dev.chatctl.loadtest.report;

import dev.chatctl.loadtest.drive.Outcome;

/**
 * What measuring itself took.
 *
 * @param cpuShare share of a machine that its processes there used while measuring, at most
 * @param residentBytes memory of all its processes at most, while measuring; 0 where unknown
 */
public record Generator(
    double measuredSeconds, double cpuSeconds, double cpuShare, long residentBytes) {
  /**
   * Of a run in this process.
   *
   * @param cpus of the machine
   */
  static Generator of(Outcome outcome, int cpus) {
    double measured = outcome.measured().toNanos() / 1e9;
    double cpu = outcome.cpu().toNanos() / 1e9;
    double share =
        (double) outcome.cpu().toNanos() / Math.max(1, outcome.measured().toNanos()) / cpus;
    return new Generator(measured, cpu, share, outcome.residentBytes());
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
        residentBytes + other.residentBytes);
  }
}
