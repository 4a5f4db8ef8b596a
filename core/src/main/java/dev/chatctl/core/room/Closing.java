package dev.chatctl.core.room;

/**
 * What closing a session found.
 *
 * @param first whether this call closed it; false if another had before
 * @param room as it was left
 */
public record Closing(Connection connection, boolean first, RoomState room) {}
