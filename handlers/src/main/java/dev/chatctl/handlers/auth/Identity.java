package dev.chatctl.handlers.auth;

import java.time.Instant;
import java.util.Optional;

/**
 * What a token says.
 *
 * @param name what the user is called, if it says so
 * @param rooms patterns of the rooms that may be entered, with spaces between them; empty for all
 * @param expiresAt until when it says so
 */
record Identity(
    String user, Optional<String> name, Optional<String> rooms, Optional<Instant> expiresAt) {}
