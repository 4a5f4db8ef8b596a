package dev.chatctl.loadtest.consistency;

/**
 * One line of a history as it is shown.
 *
 * @param at nanoseconds since the run began
 * @param client a client's socket, {@code u3/2} the second of u3; or a table
 */
public record Entry(long at, String client, String event) {}
