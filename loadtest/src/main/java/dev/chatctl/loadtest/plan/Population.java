package dev.chatctl.loadtest.plan;

/**
 * Who is there.
 *
 * @param clients listeners of the whole run; publishers come on top and are not counted
 * @param rooms rooms that clients are dealt to in turn; 1 leaves the URL's room alone
 * @param everyonePublishes whether the listeners themselves are the publishers
 * @param readers connections that ask for the history
 * @param readRate history requests per second of each reader
 */
public record Population(
    int clients, int rooms, boolean everyonePublishes, int readers, double readRate) {
  /** Everybody listens in one room. */
  public static Population listeners(int clients) {
    return new Population(clients, 1, false, 0, 1);
  }
}
