package dev.chatctl.core.message;

import java.time.Instant;

/**
 * That a message was taken back. What it said is gone; all else about it stays.
 *
 * @param by who did it: a user, a guest's connection, or an operator
 */
public record Deletion(String by, Instant at) {}
