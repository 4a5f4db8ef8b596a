package dev.chatctl.loadtest.ledger;

/**
 * Running totals over all loops, readable at any time.
 *
 * @param received distinct deliveries within the deadline
 * @param late distinct deliveries after it
 * @param duplicates deliveries beyond the first of the same message to the same recipient
 * @param reordered first deliveries with a sequence lower than one already seen of that publisher
 * @param warmUps deliveries of warm-up messages
 * @param strangers frames that carry no marker of this run
 */
public record Counts(
    long received, long late, long duplicates, long reordered, long warmUps, long strangers) {}
