package dev.chatctl.gateway.bench;

import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;

/** Posts to open sockets, whose owner reads whatever arrives. */
final class Posts implements AutoCloseable {
  static final String WHAT = "POST /@connections, 200 bytes, 32 keep-alive connections";

  private final Subject subject;
  private final Sockets sockets = new Sockets();
  private final List<String> paths = new ArrayList<>();
  private final Thread drain;

  /** Posts to so many sockets in turn. */
  Posts(Subject subject, int targets) throws IOException {
    this.subject = subject;
    for (int i = 0; i < targets; i++) {
      SocketChannel socket = sockets.connect(subject.port(), subject.socketPath());
      paths.add(subject.postPath(Sockets.ask(socket, "{\"action\":\"whoami\"}")));
    }
    drain = sockets.drain();
  }

  double rate(int seconds) throws IOException, InterruptedException {
    return Wrk.rate(subject.port(), paths, seconds);
  }

  /** The same requests to a server that answers whatever path. */
  double rateOf(int port, int seconds) throws IOException, InterruptedException {
    return Wrk.rate(port, paths, seconds);
  }

  @Override
  public void close() throws IOException {
    drain.interrupt();
    sockets.close();
  }
}
