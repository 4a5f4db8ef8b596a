package dev.chatctl.description;

/** One client of a chat, which has a socket. Not thread-safe. */
public interface Client extends Variables {
  /** Sends a frame. */
  void send(OutgoingFrame frame);

  /** Keeps a value for later, as {@code got.NAME}. */
  void keep(String name, String value);
}
