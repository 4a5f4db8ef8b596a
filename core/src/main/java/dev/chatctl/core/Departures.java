package dev.chatctl.core;

import dev.chatctl.core.aws.Futures;
import dev.chatctl.core.room.Closing;
import dev.chatctl.core.room.Connection;
import dev.chatctl.core.room.Departure;
import dev.chatctl.core.room.Registry;
import dev.chatctl.core.wire.Notice;
import java.util.Optional;

/** Sees people off. */
record Departures(Registry registry, Presence presence) {
  /** Notes that somebody went and tells the others; doing it twice is the same as once. */
  void depart(Departure departure) {
    Optional<Closing> left = Futures.await(registry.depart(departure)).filter(Closing::first);
    if (left.isPresent()) {
      Connection connection = left.get().connection();
      presence.moved(
          new Notice.Left(connection.room(), connection.sender(), departure.disconnectedAt(), 0),
          connection.id(),
          left.get().room());
    }
  }
}
