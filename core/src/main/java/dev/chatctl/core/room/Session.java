package dev.chatctl.core.room;

/**
 * What is known of a connection.
 *
 * @param isOpen whether nobody has closed its session
 */
public record Session(Connection connection, boolean isOpen) {}
