package dev.chatctl.core.message;

import java.util.List;
import java.util.Optional;

/**
 * A page of a room's history.
 *
 * @param messages newest first when reading backwards, oldest first when reading forwards
 * @param before where the next older page starts; empty at the beginning of the history
 * @param after the message id after which the next newer page starts; empty when up to date
 */
public record HistoryPage(List<Message> messages, Optional<String> before, Optional<String> after) {
  public HistoryPage {
    messages = List.copyOf(messages);
  }
}
