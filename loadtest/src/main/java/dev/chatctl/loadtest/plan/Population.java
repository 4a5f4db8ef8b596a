package dev.chatctl.loadtest.plan;

import java.util.List;

/**
 * Who is there.
 *
 * @param clients listeners of the whole run; publishers come on top and are not counted
 * @param rooms rooms that clients are dealt to in turn; 1 leaves the URL's room alone
 * @param dialects wire dialects that listeners ask for in turn; empty leaves it to the deployment
 * @param everyonePublishes whether the listeners themselves are the publishers
 * @param readers connections that ask for the history
 * @param readRate history requests per second of each reader
 */
public record Population(
    int clients,
    int rooms,
    List<String> dialects,
    boolean everyonePublishes,
    int readers,
    double readRate) {
  public Population {
    dialects = List.copyOf(dialects);
  }

  /** Everybody listens in one room. */
  public static Population listeners(int clients) {
    return new Population(clients, 1, List.of(), false, 0, 1);
  }
}
