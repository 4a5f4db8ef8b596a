package dev.chatctl.loadtest.consistency;

/** Names of sockets: a client's, and which of its sockets it is. */
public final class Stays {
  private Stays() {}

  public static String socket(String client, int number) {
    return client + "/" + number;
  }

  static String client(String socket) {
    return socket.substring(0, socket.lastIndexOf('/'));
  }
}
