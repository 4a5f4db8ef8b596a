package dev.chatctl.loadtest.stats;

import dev.chatctl.loadtest.ledger.Counts;
import java.time.Duration;

/**
 * A glance at a run under way.
 *
 * @param warmUps warm-up broadcasts sent
 * @param sent measured messages whose time has come: the longest run from the first on without a
 *     gap
 * @param offered measured messages that were for this process to send and whose time has come
 * @param left time until the last message is due, as far as the plan says
 * @param expected deliveries if every message of the plan reaches everybody
 */
public record RunStatus(
    Phase phase,
    ConnectionStats.Snapshot connections,
    int warmUps,
    int sent,
    int offered,
    Duration left,
    long expected,
    Counts counts) {}
