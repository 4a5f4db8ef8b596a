package dev.chatctl.core.message;

/** Who said something. */
public record Sender(String connectionId, String name) {}
