package dev.chatctl.core.message;

import java.util.List;
import java.util.Optional;

/**
 * A page of a room's history.
 *
 * @param messages newest first when reading backwards, oldest first when reading forwards
 * @param before where the next older page starts; empty at the beginning of the history
 * @param after the message id after which the next newer page starts; empty when up to date
 * @param position from where to resume; empty for a page of older messages
 * @param recovered whether nothing is missing since where reading forwards began; empty when
 *     reading backwards
 */
public record HistoryPage(
    List<Message> messages,
    Optional<String> before,
    Optional<String> after,
    Optional<String> position,
    Optional<Boolean> recovered) {
  public HistoryPage {
    messages = List.copyOf(messages);
  }
}
