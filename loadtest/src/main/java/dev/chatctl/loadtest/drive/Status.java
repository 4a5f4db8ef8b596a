package dev.chatctl.loadtest.drive;

import dev.chatctl.loadtest.ledger.Counts;

/**
 * A glance at a run under way.
 *
 * @param open listeners open now
 * @param failed listeners that could not connect
 * @param sent measured messages sent
 * @param expected deliveries if every message of the plan reaches everybody
 */
public record Status(
    Phase phase, int open, int failed, int warmUps, int sent, long expected, Counts counts) {}
