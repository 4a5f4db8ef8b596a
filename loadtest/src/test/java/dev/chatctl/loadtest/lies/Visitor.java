package dev.chatctl.loadtest.lies;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;

/** A client's connection. Written to, and changed, by the server's desk only. */
final class Visitor {
  private final String name;
  private final Socket socket;
  private final List<Post> batch = new ArrayList<>();
  private boolean publisher;
  private boolean mute;
  private boolean resetting;
  private int frames;

  Visitor(String name, Socket socket) {
    this.name = name;
    this.socket = socket;
  }

  /** Who it is; a listener's next connection has the same name. */
  String name() {
    return name;
  }

  /** Writes frames, unless it is to hear nothing any more; false when the other end is gone. */
  boolean write(List<Frame> message) {
    if (mute) {
      return true;
    }
    try {
      for (Frame frame : message) {
        socket.getOutputStream().write(frame.bytes());
      }
      frames++;
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  /** Whether it has sent a message. */
  boolean isPublisher() {
    return publisher;
  }

  void speaks() {
    publisher = true;
  }

  /** From now on nothing is written: not even an answer to a ping or a goodbye. */
  void mute() {
    mute = true;
  }

  boolean isMute() {
    return mute;
  }

  /** What waits to be told with others. */
  List<Post> batch() {
    return batch;
  }

  /** Resets the connection as soon as the client shows that it has read everything. */
  void resetOncePonged() {
    resetting = true;
    ping();
  }

  private void ping() {
    boolean unused = write(List.of(Frame.control(Frame.PING, String.valueOf(frames + 1))));
  }

  /** A pong came; true when that was the moment for the reset. */
  boolean ponged(String text) {
    if (!resetting) {
      return false;
    }
    if (!text.equals(String.valueOf(frames))) {
      ping();
      return false;
    }
    try {
      socket.setSoLinger(true, 0);
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return true;
  }

  /** Closes the connection. */
  void hangUp() {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
