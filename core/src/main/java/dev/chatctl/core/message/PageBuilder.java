package dev.chatctl.core.message;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * A page of history in the making. Messages come by id, that is, by the millisecond and within one
 * in no order; each millisecond is held back until it is complete and then sorted by the messages'
 * numbers. Not thread-safe; its user calls it from one stage of a future after the other.
 */
final class PageBuilder {
  private static final Comparator<Message> BY_NUMBER =
      Comparator.comparingLong(Message::sequence).thenComparing(Message::id);

  private final int limit;
  private final Comparator<Message> order;
  private final UnaryOperator<List<Message>> beyondStart;
  private final List<Message> complete = new ArrayList<>();
  private final List<Message> millisecond = new ArrayList<>();

  private PageBuilder(
      int limit, Comparator<Message> order, UnaryOperator<List<Message>> beyondStart) {
    this.limit = limit;
    this.order = order;
    this.beyondStart = beyondStart;
  }

  /** Newest first, before a cursor. */
  static PageBuilder backwards(int limit, Optional<HistoryCursor> cursor) {
    return new PageBuilder(
        limit,
        BY_NUMBER.reversed(),
        messages ->
            cursor.isEmpty() || !isOf(messages, cursor.get())
                ? messages
                : messages.stream()
                    .filter(message -> message.sequence() < cursor.get().sequence())
                    .toList());
  }

  /** Oldest first, after the message with this id. */
  static PageBuilder forwards(int limit, String id) {
    return new PageBuilder(
        limit,
        BY_NUMBER,
        messages -> {
          int known = messages.stream().map(Message::id).toList().indexOf(id);
          return messages.subList(known + 1, messages.size());
        });
  }

  /** Takes the next message by id. */
  void add(Message message) {
    if (!millisecond.isEmpty() && !millisecond.getFirst().sentAt().equals(message.sentAt())) {
      complete();
    }
    millisecond.add(message);
  }

  /** No message of this millisecond follows: none spans two days. */
  void endOfDay() {
    if (!millisecond.isEmpty()) {
      complete();
    }
  }

  boolean isFull() {
    return complete.size() >= limit;
  }

  /** Whether messages are known that this page has no room for. */
  boolean isOverfull() {
    return complete.size() > limit || (isFull() && !millisecond.isEmpty());
  }

  List<Message> messages() {
    return complete.subList(0, Math.min(limit, complete.size()));
  }

  Optional<Message> last() {
    return complete.isEmpty() ? Optional.empty() : Optional.of(messages().getLast());
  }

  private void complete() {
    millisecond.sort(order);
    complete.addAll(beyondStart.apply(millisecond));
    millisecond.clear();
  }

  private static boolean isOf(List<Message> messages, HistoryCursor cursor) {
    return messages.getFirst().sentAt().equals(cursor.time());
  }
}
