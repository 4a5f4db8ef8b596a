package dev.chatctl.admin.connections;

import dev.chatctl.admin.aws.Aws;
import dev.chatctl.cli.Invocation;
import dev.chatctl.core.census.Census;
import dev.chatctl.core.census.ConnectionRow;
import java.time.Instant;
import java.util.Iterator;
import java.util.Optional;
import java.util.Spliterators;
import java.util.function.Predicate;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The connections that the filters choose, read as they are asked for. */
final class Selection {
  private Selection() {}

  /**
   * Chosen rows.
   *
   * @param verify whether to ask {@code @connections} for each, also when no filter needs it
   */
  static Stream<Listed> of(Invocation invocation, Aws aws, FilterOptions filters, boolean verify) {
    Predicate<ConnectionRow> predicate = filters.predicate(invocation.now());
    aws.described()
        .ifPresent(
            chat -> filters.needs().forEach(what -> chat.described().require("connections", what)));
    Census census = aws.census();
    Iterator<ConnectionRow> rows =
        filters.room().isPresent()
            ? census.connections(filters.room().get())
            : census.connections();
    Stream<ConnectionRow> chosen =
        stream(rows).takeWhile(row -> !invocation.interrupt().requested()).filter(predicate);
    if (!verify && filters.idleFor().isEmpty()) {
      return chosen.map(Listed::of);
    }
    Stream<Listed> verified =
        stream(
            new Verifier(
                chosen.iterator(),
                new Connections(aws.callback()),
                Budget.pace(invocation, aws, Optional.empty())));
    if (filters.idleFor().isEmpty()) {
      return verified;
    }
    Instant latest = invocation.now().minus(filters.idleFor().get());
    return verified.filter(listed -> isIdleSince(listed, latest));
  }

  private static boolean isIdleSince(Listed listed, Instant latest) {
    return listed
        .liveness()
        .flatMap(Liveness::lastActiveAt)
        .map(active -> !active.isAfter(latest))
        .orElse(false);
  }

  private static <T> Stream<T> stream(Iterator<T> iterator) {
    return StreamSupport.stream(Spliterators.spliteratorUnknownSize(iterator, 0), false);
  }
}
