package dev.chatctl.core.room;

/**
 * What closing a session found.
 *
 * @param first whether this call closed it; false if another had before
 */
public record Closing(Connection connection, boolean first) {}
