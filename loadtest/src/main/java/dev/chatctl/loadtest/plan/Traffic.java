package dev.chatctl.loadtest.plan;

import dev.chatctl.loadtest.ledger.Schedule;
import java.time.Duration;

/**
 * What is sent.
 *
 * @param schedule the measured messages of the whole run and when each is due
 * @param rate messages per second, as asked for
 * @param payloadBytes length of a message's text; the marker is the least
 * @param warmUps broadcasts before the measured phase, never counted
 * @param deadline a delivery later than this after its due time is late
 * @param linger how long to listen on, for duplicates, when all has arrived or is overdue
 */
public record Traffic(
    Schedule schedule,
    double rate,
    int payloadBytes,
    int warmUps,
    Duration deadline,
    Duration linger) {}
