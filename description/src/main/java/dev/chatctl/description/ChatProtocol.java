package dev.chatctl.description;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * How the clients of a chat speak. A {@link Description} says so in a file; a class of one's own
 * says what no file can, such as the answer to a challenge. Such a class has a public constructor
 * without arguments and is named in {@code META-INF/services/dev.chatctl.description.ChatProtocol}.
 * One instance is asked by many threads: what belongs to one client is kept by its {@link Client}.
 * An exception ends the run with its message.
 */
public interface ChatProtocol {
  /** What {@code --chat} asks for it by. */
  String name();

  /**
   * The values that it asks its clients for, as templates name them: {@code client.NAME}, {@code
   * token}, {@code room}, {@code env.NAME}; with {@code ?} at the end where it can do without.
   */
  default Set<String> values() {
    return Set.of();
  }

  /** The room to use unless another is asked for; empty where the backend has its own. */
  default Optional<String> room() {
    return Optional.empty();
  }

  /** What a client asks for a socket with. */
  default SocketRequest request(URI url, Variables client) {
    return new SocketRequest(url, Map.of(), List.of());
  }

  /** Begins on a new socket; empty when the client is ready at once. */
  default Optional<Opening> open(Client client) {
    return Optional.empty();
  }

  /** The frame that says a text. */
  OutgoingFrame say(String text, Variables client);

  /**
   * What a frame says. It has to be the same for the same bytes, whoever receives them: what comes
   * to many is asked about once.
   */
  default Meaning hear(IncomingFrame frame) {
    return Meaning.anywhere(frame);
  }

  /**
   * Whether messages count wherever they are in a frame, and no frame is to be answered: one with a
   * message in it then need not be read, which is quickest.
   */
  default boolean hasMessagesAnywhere() {
    return false;
  }

  /** Whether who says something is told it like everybody. */
  default boolean echoes() {
    return true;
  }

  /** What keeps a connection from idling out; a WebSocket ping where there is nothing. */
  default Optional<FrameMaker> keepAlive() {
    return Optional.empty();
  }

  /** How often, in seconds, unless somebody asks otherwise; 0 for never. */
  default int keepAliveSeconds() {
    return 0;
  }

  /** Asks for what was said before, if one can. */
  default Optional<FrameMaker> history() {
    return Optional.empty();
  }

  /** The same after an answer to it, if that says where to go on from. */
  default Optional<FrameMaker> history(IncomingFrame answer) {
    return Optional.empty();
  }
}
