package dev.chatctl.core.room;

import dev.chatctl.core.log.JsonLog;
import dev.chatctl.core.settings.LimitSettings;
import dev.chatctl.core.table.Row;
import dev.chatctl.core.table.Tables;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Whether somebody may come in besides what their user and their address have already. Each takes
 * first and counts then, so that of many at once never too many come in; all that are too many may
 * be refused then, and whoever comes back finds what is left. What cannot be counted is no reason
 * to refuse anybody. Thread-safe.
 */
public final class Limits {
  private static final Duration COUNTED_WITHIN = Duration.ofSeconds(1);
  private static final Duration NEW_ROOMS_WITHIN = Duration.ofHours(1);

  /** A second and subject: beyond it whoever is turned away costs the table nothing. */
  private static final int REFUSALS_COUNTED = 10;

  private static final int SUBJECTS_KNOWN = 1_000;

  private final Holdings holdings;
  private final LimitSettings settings;
  private final JsonLog log;
  private final Map<String, Refusals> refusals = new ConcurrentHashMap<>();

  public Limits(Tables tables, String table, LimitSettings settings, JsonLog log) {
    this.holdings = new Holdings(tables, table);
    this.settings = settings;
    this.log = log;
  }

  /** Under which subjects the table has rows of a user. */
  public static List<String> subjects(String user) {
    return List.of(Holdings.user(user), Holdings.turn(user).text("subject"));
  }

  /** What is taken, from how much there is. */
  private record Hold(
      String subject, String id, Duration lasting, Function<List<Row>, Optional<Limit>> rule) {}

  private record Taken(Hold hold, Optional<Limit> reached) {}

  private record Refusals(long second, int count, Limit limit) {}

  /**
   * Takes what somebody needs who comes in, or nothing.
   *
   * @param room as it was found
   * @return the limit that is reached
   */
  public CompletableFuture<Optional<Limit>> admit(
      Arrival arrival, CompletableFuture<RoomState> room) {
    List<Hold> sockets =
        Stream.of(userSocket(arrival), addressSocket(arrival)).flatMap(Optional::stream).toList();
    Optional<Limit> crowd =
        sockets.stream().flatMap(hold -> crowd(hold, arrival).stream()).findFirst();
    if (crowd.isPresent()) {
      return CompletableFuture.completedFuture(crowd);
    }
    List<CompletableFuture<Optional<Taken>>> all =
        Stream.concat(
                sockets.stream().map(hold -> take(hold, arrival).thenApply(Optional::of)),
                Stream.of(room.thenCompose(found -> takeRoom(found, arrival))))
            .toList();
    return CompletableFuture.allOf(all.toArray(CompletableFuture[]::new))
        .thenCompose(
            done ->
                settle(
                    all.stream().map(CompletableFuture::join).flatMap(Optional::stream).toList(),
                    arrival));
  }

  /** Gives back what somebody took who does not come in after all. */
  public CompletableFuture<Void> release(Arrival arrival) {
    return holdings.release(arrival.user().id(), arrival.sourceIp(), arrival.connectionId());
  }

  private CompletableFuture<Optional<Limit>> settle(List<Taken> all, Arrival arrival) {
    Optional<Taken> refused = all.stream().filter(one -> one.reached().isPresent()).findFirst();
    if (refused.isEmpty()) {
      return CompletableFuture.completedFuture(Optional.empty());
    }
    refused(refused.get(), arrival);
    return CompletableFuture.allOf(
            all.stream()
                .map(one -> holdings.release(one.hold().subject(), one.hold().id()))
                .toArray(CompletableFuture[]::new))
        .exceptionally(
            failure -> {
              log.error("limit_not_released", failure, json -> {});
              return null;
            })
        .thenApply(done -> refused.get().reached());
  }

  private Optional<Hold> userSocket(Arrival arrival) {
    return arrival
        .user()
        .id()
        .filter(user -> settings.socketsPerUser() > 0 || settings.roomsPerUser() > 0)
        .map(
            user ->
                new Hold(
                    Holdings.user(user),
                    arrival.connectionId(),
                    Connection.LONGEST,
                    held ->
                        over(held.size(), settings.socketsPerUser(), Limit.SOCKETS_PER_USER)
                            .or(() -> overRooms(held, arrival))));
  }

  private Optional<Hold> addressSocket(Arrival arrival) {
    return Holdings.address(arrival.sourceIp())
        .filter(address -> settings.socketsPerAddress() > 0)
        .map(
            address ->
                new Hold(
                    address,
                    arrival.connectionId(),
                    Connection.LONGEST,
                    held ->
                        over(
                            held.size(), settings.socketsPerAddress(), Limit.SOCKETS_PER_ADDRESS)));
  }

  // By its name, so that guests who enter a new room together bring one into being.
  private CompletableFuture<Optional<Taken>> takeRoom(RoomState found, Arrival arrival) {
    return Holdings.newRooms(arrival.sourceIp())
        .filter(address -> settings.newRoomsPerGuest() > 0)
        .filter(address -> found.isNew() && arrival.user().id().isEmpty())
        .map(
            address ->
                new Hold(
                    address,
                    arrival.room(),
                    NEW_ROOMS_WITHIN,
                    held ->
                        over(held.size(), settings.newRoomsPerGuest(), Limit.NEW_ROOMS_PER_GUEST)))
        .map(hold -> take(hold, arrival).thenApply(Optional::of))
        .orElseGet(() -> CompletableFuture.completedFuture(Optional.empty()));
  }

  private CompletableFuture<Taken> take(Hold hold, Arrival arrival) {
    return holdings
        .take(
            hold.subject(),
            hold.id(),
            Row.of("room", arrival.room()),
            arrival.connectedAt().plus(hold.lasting()))
        .thenCompose(taken -> holdings.held(hold.subject(), arrival.connectedAt()))
        .thenApply(hold.rule())
        .orTimeout(COUNTED_WITHIN.toMillis(), TimeUnit.MILLISECONDS)
        .exceptionally(
            failure -> {
              log.error("limit_not_counted", failure, json -> {});
              return Optional.empty();
            })
        .thenApply(reached -> new Taken(hold, reached));
  }

  // A room where the user is already takes up nothing.
  private Optional<Limit> overRooms(List<Row> held, Arrival arrival) {
    boolean isThere =
        held.stream()
            .filter(row -> !row.text("id").equals(arrival.connectionId()))
            .anyMatch(row -> row.text("room").equals(arrival.room()));
    long rooms = held.stream().map(row -> row.text("room")).distinct().count();
    return isThere ? Optional.empty() : over(rooms, settings.roomsPerUser(), Limit.ROOMS_PER_USER);
  }

  private static Optional<Limit> over(long held, int most, Limit limit) {
    return most == LimitSettings.UNLIMITED || held <= most ? Optional.empty() : Optional.of(limit);
  }

  private Optional<Limit> crowd(Hold hold, Arrival arrival) {
    return Optional.ofNullable(refusals.get(hold.subject()))
        .filter(lately -> lately.second() == arrival.connectedAt().getEpochSecond())
        .filter(lately -> lately.count() >= REFUSALS_COUNTED)
        .map(Refusals::limit);
  }

  private void refused(Taken taken, Arrival arrival) {
    if (refusals.size() > SUBJECTS_KNOWN) {
      refusals.clear();
    }
    long second = arrival.connectedAt().getEpochSecond();
    refusals.merge(
        taken.hold().subject(),
        new Refusals(second, 1, taken.reached().orElseThrow()),
        (known, next) ->
            known.second() == second
                ? new Refusals(second, known.count() + 1, next.limit())
                : next);
  }
}
