package dev.chatctl.loadtest.consistency;

/**
 * A message as somebody saw it: live, in history, in a table.
 *
 * @param sequence its place in the order
 * @param author the name of its sender
 * @param clientId empty if it has none
 */
public record Seen(String id, long sequence, String author, String clientId, String text) {
  String shown() {
    return "%s, sequence %d, %s of %s".formatted(id, sequence, text, author);
  }
}
