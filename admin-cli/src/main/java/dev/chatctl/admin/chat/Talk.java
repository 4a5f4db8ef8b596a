package dev.chatctl.admin.chat;

import dev.chatctl.description.IncomingFrame;
import dev.chatctl.description.SocketRequest;
import java.time.Duration;
import java.util.Optional;

/** How one person speaks in a chat: lines become frames, and frames lines. Used by one thread. */
interface Talk {
  /** What to ask for a socket with. */
  SocketRequest request();

  /** Begins on a new socket. */
  void begin(Socket socket);

  /** What is awaited before something can be said, for people; empty once nothing is. */
  Optional<String> awaited();

  /** Takes in a frame: shows it, and answers where the chat wants that. */
  void hear(IncomingFrame frame, Socket socket);

  /** Does what a line says; false if that is to leave. */
  boolean act(String line, Socket socket);

  /** Keeps the connection from idling out. */
  void keepAlive(Socket socket);

  /** How often, unless somebody asks otherwise. */
  default Duration keepAliveEvery() {
    return Duration.ofMinutes(5);
  }
}
