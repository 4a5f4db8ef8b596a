package dev.chatctl.core;

import dev.chatctl.core.aws.Futures;
import dev.chatctl.core.message.Sender;
import dev.chatctl.core.moderation.Moderation;
import dev.chatctl.core.moderation.ModerationRule;
import dev.chatctl.core.moderation.Origin;
import dev.chatctl.core.queue.PresenceJob;
import dev.chatctl.core.queue.TokenJob;
import dev.chatctl.core.room.Arrival;
import dev.chatctl.core.room.Connection;
import dev.chatctl.core.room.Departure;
import dev.chatctl.core.room.Limit;
import dev.chatctl.core.room.Limits;
import dev.chatctl.core.room.Names;
import dev.chatctl.core.room.People;
import dev.chatctl.core.room.Registry;
import dev.chatctl.core.room.RoomState;
import dev.chatctl.core.room.Session;
import dev.chatctl.core.room.User;
import dev.chatctl.core.wire.Notice;
import dev.chatctl.core.wire.Problem;
import dev.chatctl.core.wire.Reply;
import dev.chatctl.core.wire.Request;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Who comes, stays and goes, and that the others hear of it. */
public final class Membership {
  /** How many people a {@code who} lists at once; the count tells of the others. */
  private static final int PAGE = 200;

  private final Registry registry;
  private final Presence presence;
  private final Departures departures;
  private final TokenLife tokens;
  private final Moderation moderation;
  private final Limits limits;
  private final Names names;
  private final InstantSource clock;

  Membership(
      Registry registry,
      Presence presence,
      Departures departures,
      TokenLife tokens,
      Moderation moderation,
      Limits limits,
      Names names,
      InstantSource clock) {
    this.registry = registry;
    this.presence = presence;
    this.departures = departures;
    this.tokens = tokens;
    this.moderation = moderation;
    this.limits = limits;
    this.names = names;
    this.clock = clock;
  }

  /**
   * Lets somebody into a room and tells the others.
   *
   * @param isOwnName whether somebody else chose the name: the token, or nobody
   * @return the limit that keeps them out
   */
  public Optional<Limit> arrive(Arrival arrival, boolean isOwnName) {
    CompletableFuture<RoomState> found = registry.room(arrival.room());
    Optional<Limit> reached = Futures.await(limits.admit(arrival, found));
    if (reached.isEmpty() && !takeName(Names.Claim.of(arrival, isOwnName))) {
      Futures.await(limits.release(arrival));
      reached = Optional.of(Limit.NAME);
    }
    if (reached.isPresent()) {
      return reached;
    }
    RoomState room = Futures.await(registry.arrive(arrival, Futures.await(found)));
    presence.moved(
        new Notice.Joined(
            arrival.room(),
            new Sender(arrival.connectionId(), arrival.user().name(), arrival.user().id()),
            arrival.connectedAt(),
            0),
        arrival.connectionId(),
        room);
    tokens.begin(arrival.connectionId(), arrival.room(), arrival.user(), arrival.connectedAt());
    return reached;
  }

  /** Sees somebody off and tells the others; doing it twice is the same as once. */
  public void depart(Departure departure) {
    departures.depart(departure);
  }

  /** Ends the session of somebody who was banned, and tells the others. */
  public void expel(Connection banned) {
    depart(
        Departure.evicted(
            banned.id(), banned.connectedAt(), clock.instant(), EvictionReason.BANNED.text()));
  }

  /** What is known of a connection. */
  public Optional<Session> session(String id) {
    return Futures.await(registry.session(id));
  }

  /** Whether an operator banned them from the room. */
  public boolean isBanned(Origin one, String room) {
    return moderation.forbidden(ModerationRule.Kind.BAN, room).test(one);
  }

  /** Whether an operator lets them listen only. */
  public boolean isMuted(Origin one, String room) {
    return moderation.forbidden(ModerationRule.Kind.MUTE, room).test(one);
  }

  /** Who is in the room. */
  public Reply people(Connection asker, Request.Who who) {
    Optional<People.Cursor> from = who.after().flatMap(People.Cursor::read);
    if (who.after().isPresent() && from.isEmpty()) {
      return new Reply.Refused(
          Problem.of(Problem.Code.NOT_FOUND, "after: not a cursor (expected: one you received)"));
    }
    RoomState room = Futures.await(registry.room(asker.room()));
    People people = Futures.await(registry.members(room, from, PAGE, clock.instant()));
    boolean isWhole = from.isEmpty() && people.next().isEmpty();
    return new Reply.People(
        asker.room(),
        asker.id(),
        people.members(),
        isWhole ? people.members().size() : Math.max(room.members(), people.members().size()),
        people.next().map(People.Cursor::write));
  }

  /** Tells a room who is there, after several came and went. */
  public void tell(PresenceJob job) {
    presence.tell(job);
  }

  /** Looks after somebody whose token expires. */
  public void tend(TokenJob job, Instant deadline) {
    tokens.work(job, deadline);
  }

  /** Gives a connection the rights of another token from now on. */
  public Reply renew(Connection connection, User user) {
    return tokens.renew(connection, user);
  }

  private boolean takeName(Names.Claim claim) {
    return Futures.await(names.take(claim, clock.instant()));
  }

  /** Calls a connection something else from now on and tells the room. */
  public Reply rename(Connection connection, String name) {
    var claim =
        new Names.Claim(connection.id(), connection.room(), connection.user().id(), name, false);
    if (!takeName(claim)) {
      return new Reply.Refused(Problem.NAME_TAKEN);
    }
    Futures.await(registry.rename(connection, name));
    presence.renamed(
        new Notice.Renamed(
            connection.room(),
            new Sender(connection.id(), name, connection.user().id()),
            connection.user().name()),
        Futures.await(registry.room(connection.room())));
    return new Reply.Told();
  }
}
