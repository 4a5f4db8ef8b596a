package dev.chatctl.core.census;

import dev.chatctl.core.json.Timestamps;
import dev.chatctl.core.table.Row;
import dev.chatctl.core.table.Tables.Expression;
import dev.chatctl.core.table.Tables.Scan;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Which sessions to read; DynamoDB applies it, so that the others are read but not sent.
 *
 * @param user verified, unlike the name
 * @param since began at this time or later
 * @param until began before this time
 */
public record SessionFilter(
    Optional<String> user,
    Optional<String> name,
    Optional<String> room,
    Optional<Instant> since,
    Optional<Instant> until) {

  public static final SessionFilter ALL =
      new SessionFilter(
          Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

  Scan scan(String table) {
    List<String> conditions = new ArrayList<>();
    user.ifPresent(value -> conditions.add("#user = :user"));
    name.ifPresent(value -> conditions.add("#name = :name"));
    room.ifPresent(value -> conditions.add("room = :room"));
    since.ifPresent(value -> conditions.add("connected_at >= :since"));
    until.ifPresent(value -> conditions.add("connected_at < :until"));
    Row values =
        Row.EMPTY
            .with(":user", user)
            .with(":name", name)
            .with(":room", room)
            .with(":since", since.map(Timestamps::format))
            .with(":until", until.map(Timestamps::format));
    return new Scan(table, new Expression(String.join(" AND ", conditions), values), 0, Row.EMPTY);
  }
}
