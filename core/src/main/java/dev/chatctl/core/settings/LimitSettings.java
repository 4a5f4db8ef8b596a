package dev.chatctl.core.settings;

/**
 * How much one person, or one address, may have at a time; {@link #UNLIMITED} for no limit.
 *
 * @param socketsPerUser of one verified user
 * @param socketsPerAddress of one address, as far as addresses are told apart
 * @param roomsPerUser in which one verified user is at a time
 * @param newRoomsPerGuest which guests of one address may bring into being in an hour
 */
public record LimitSettings(
    int socketsPerUser, int socketsPerAddress, int roomsPerUser, int newRoomsPerGuest) {
  public static final int UNLIMITED = 0;

  /** A phone whose network breaks each 15 seconds: AWS holds dead sockets for ten minutes. */
  private static final int DEFAULT_SOCKETS = 50;

  /** An office, or people who share a provider's address. */
  private static final int DEFAULT_ADDRESS = 500;

  private static final int DEFAULT_ROOMS = 20;
  private static final int DEFAULT_NEW_ROOMS = 60;

  /** Each handshake counts what there is: 40 of them take a read unit. */
  private static final int MAX = 5_000;

  static LimitSettings read(EnvironmentReader env) {
    return new LimitSettings(
        env.integer("SOCKETS_PER_USER", DEFAULT_SOCKETS, UNLIMITED, MAX),
        env.integer("SOCKETS_PER_ADDRESS", DEFAULT_ADDRESS, UNLIMITED, MAX),
        env.integer("ROOMS_PER_USER", DEFAULT_ROOMS, UNLIMITED, MAX),
        env.integer("NEW_ROOMS_PER_GUEST", DEFAULT_NEW_ROOMS, UNLIMITED, MAX));
  }
}
