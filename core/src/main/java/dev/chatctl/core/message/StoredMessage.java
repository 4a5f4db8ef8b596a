package dev.chatctl.core.message;

/**
 * What the history says of a message that was to be stored.
 *
 * @param isNew false if the same message had been stored before; then id and sequence are that
 *     one's
 */
public record StoredMessage(String id, long sequence, boolean isNew) {
  StoredMessage again() {
    return new StoredMessage(id, sequence, false);
  }
}
