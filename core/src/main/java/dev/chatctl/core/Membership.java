package dev.chatctl.core;

import dev.chatctl.core.aws.Futures;
import dev.chatctl.core.message.Member;
import dev.chatctl.core.room.Arrival;
import dev.chatctl.core.room.Closing;
import dev.chatctl.core.room.Connection;
import dev.chatctl.core.room.Departure;
import dev.chatctl.core.room.Registry;
import dev.chatctl.core.room.RoomState;
import dev.chatctl.core.room.Session;
import dev.chatctl.core.wire.Notice;
import dev.chatctl.core.wire.Reply;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** Who comes, stays and goes, and that the others hear of it. */
public final class Membership {
  /** How many people a {@code who} lists; the count tells of the others. */
  private static final int MOST_LISTED = 1_000;

  private final Registry registry;
  private final Presence presence;
  private final InstantSource clock;

  Membership(Registry registry, Presence presence, InstantSource clock) {
    this.registry = registry;
    this.presence = presence;
    this.clock = clock;
  }

  /** Lets somebody into a room and tells the others. */
  public void arrive(Arrival arrival) {
    RoomState room = Futures.await(registry.arrive(arrival));
    presence.tellOthers(
        new Notice.Joined(
            arrival.room(), arrival.connectionId(), arrival.user().name(), arrival.connectedAt()),
        room);
  }

  /** Sees somebody off and tells the others; doing it twice is the same as once. */
  public void depart(Departure departure) {
    Optional<Closing> left = Futures.await(registry.depart(departure)).filter(Closing::first);
    if (left.isPresent()) {
      Connection connection = left.get().connection();
      presence.tellOthers(
          new Notice.Left(
              connection.room(),
              connection.id(),
              connection.user().name(),
              departure.disconnectedAt()),
          left.get().room());
    }
  }

  /** What is known of a connection. */
  public Optional<Session> session(String id) {
    return Futures.await(registry.session(id));
  }

  /** Who is in the room. */
  public Reply people(Connection asker) {
    RoomState room = Futures.await(registry.room(asker.room()));
    List<Member> members = Futures.await(registry.members(room, clock.instant()));
    return new Reply.People(
        asker.room(),
        asker.id(),
        members.subList(0, Math.min(MOST_LISTED, members.size())),
        members.size());
  }

  /** Calls a connection something else from now on and tells the room. */
  public Reply rename(Connection connection, String name) {
    Futures.await(registry.rename(connection, name));
    presence.tellAll(
        new Notice.Renamed(connection.room(), connection.id(), name, connection.user().name()),
        Futures.await(registry.room(connection.room())));
    return new Reply.Renamed();
  }
}
