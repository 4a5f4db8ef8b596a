package dev.chatctl.loadtest.stats;

/**
 * One second of a run.
 *
 * @param atMillis time of day when it ended
 * @param phase where the run stood then
 * @param open listeners open then
 * @param opened handshakes of listeners that succeeded in it
 * @param sent measured messages that were due in it and had their turn
 * @param expected deliveries due to this process's listeners for those
 * @param received deliveries in time, in it
 * @param late deliveries after the deadline, in it
 * @param duplicates in it
 * @param reordered in it
 * @param lagP99Micros 99th percentile of the send lag in it
 * @param hiccupMicros longest time this process could not run in it
 * @param cpuPercent share of the machine that this process used in it
 */
public record PeriodStats(
    long atMillis,
    Phase phase,
    int open,
    long opened,
    int sent,
    long expected,
    long received,
    long late,
    long duplicates,
    long reordered,
    long lagP99Micros,
    long hiccupMicros,
    double cpuPercent) {}
