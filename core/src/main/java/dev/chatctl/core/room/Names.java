package dev.chatctl.core.room;

import dev.chatctl.core.log.JsonLog;
import dev.chatctl.core.settings.NameRule;
import dev.chatctl.core.table.Row;
import dev.chatctl.core.table.Tables;
import dev.chatctl.core.wire.LookAlikes;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * Who is called what in a room, so that nobody is taken for somebody else. A name is held by all
 * connections that are called so, or look so; those that are no more, or called otherwise, hold
 * nothing, whatever is written. What cannot be asked is no reason to refuse anybody.
 */
public final class Names {
  /** What guests are called who say nothing; many may be. */
  public static final String GUEST = "guest";

  private static final Duration ASKED_WITHIN = Duration.ofSeconds(1);

  /** AWS: a handshake's function answers in 29 seconds; until then there may be no session. */
  private static final Duration LONGEST_HANDSHAKE = Duration.ofSeconds(30);

  private final Holdings holdings;
  private final Registry registry;
  private final NameRule rule;
  private final JsonLog log;

  public Names(Tables tables, String table, Registry registry, NameRule rule, JsonLog log) {
    this.holdings = new Holdings(tables, table);
    this.registry = registry;
    this.rule = rule;
    this.log = log;
  }

  /**
   * That a connection is to be called something.
   *
   * @param user who it is, as the token said; empty for guests
   * @param isOwn whether somebody else chose the name: the token, or nobody
   */
  public record Claim(
      String connectionId, String room, Optional<String> user, String name, boolean isOwn) {
    /** Of somebody who comes. */
    public static Claim of(Arrival arrival, boolean isOwn) {
      User user = arrival.user();
      return new Claim(arrival.connectionId(), arrival.room(), user.id(), user.name(), isOwn);
    }

    private String subject() {
      return "name#" + room + "#" + LookAlikes.skeleton(name);
    }
  }

  /** Takes a name, if it is free; returns whether. */
  public CompletableFuture<Boolean> take(Claim claim, Instant now) {
    CompletableFuture<?> held =
        isHeld(claim)
            ? holdings.take(claim.subject(), claim.connectionId(), row(claim, now), end(now))
            : CompletableFuture.completedFuture(null);
    return held.thenCompose(done -> isChecked(claim) ? isFree(claim, now) : free())
        .orTimeout(ASKED_WITHIN.toMillis(), TimeUnit.MILLISECONDS)
        .exceptionally(
            failure -> {
              log.error("name_not_asked", failure, json -> {});
              return true;
            });
  }

  // What guests are called matters to nobody, unless names are unique.
  private boolean isHeld(Claim claim) {
    return switch (rule) {
      case CLAIM -> false;
      case FREE -> claim.user().isPresent();
      case UNIQUE_IN_ROOM -> !isNameless(claim);
    };
  }

  private boolean isChecked(Claim claim) {
    return switch (rule) {
      case CLAIM -> false;
      case FREE -> !claim.isOwn();
      case UNIQUE_IN_ROOM -> !isNameless(claim);
    };
  }

  private static boolean isNameless(Claim claim) {
    return claim.user().isEmpty() && claim.name().equals(GUEST);
  }

  private CompletableFuture<Boolean> isFree(Claim claim, Instant now) {
    return holdings
        .held(claim.subject(), now)
        .thenCompose(
            rows -> {
              List<CompletableFuture<Boolean>> others =
                  rows.stream()
                      .filter(row -> isAnother(row, claim))
                      .map(row -> isThere(row, claim, now))
                      .toList();
              return CompletableFuture.allOf(others.toArray(CompletableFuture[]::new))
                  .thenApply(done -> others.stream().noneMatch(CompletableFuture::join));
            });
  }

  private boolean isAnother(Row row, Claim claim) {
    Optional<String> user = row.optionalText("user");
    return !row.text("id").equals(claim.connectionId())
        && (user.isEmpty() || !user.equals(claim.user()))
        && (rule == NameRule.UNIQUE_IN_ROOM || user.isPresent());
  }

  /** Whether a connection that held the name is still called so. */
  private CompletableFuture<Boolean> isThere(Row row, Claim claim, Instant now) {
    return registry
        .session(row.text("id"))
        .thenApply(
            session ->
                session
                    .map(known -> known.isOpen() && isCalled(known.connection(), claim))
                    .orElse(row.time("taken_at").isAfter(now.minus(LONGEST_HANDSHAKE))));
  }

  private static boolean isCalled(Connection connection, Claim claim) {
    return LookAlikes.skeleton(connection.user().name()).equals(LookAlikes.skeleton(claim.name()));
  }

  private static Row row(Claim claim, Instant now) {
    return Row.of("room", claim.room()).with("user", claim.user()).with("taken_at", now);
  }

  private static Instant end(Instant now) {
    return now.plus(Connection.LONGEST);
  }

  private static CompletableFuture<Boolean> free() {
    return CompletableFuture.completedFuture(true);
  }
}
