package dev.chatctl.core.message;

import java.util.Optional;

/**
 * Who said something.
 *
 * @param name what they called themselves
 * @param user who the authorizer said it was; empty for guests
 */
public record Sender(String connectionId, String name, Optional<String> user) {
  /** A guest, or somebody of whom no more is known. */
  public Sender(String connectionId, String name) {
    this(connectionId, name, Optional.empty());
  }
}
