package dev.chatctl.admin.target;

/**
 * A value of a target.
 *
 * @param name as in the JSON of {@code chatctl local -o json}; members of objects after a dot, such
 *     as tables.rooms
 * @param source where the value comes from, for people
 */
public record Setting(String name, String value, String source) {}
