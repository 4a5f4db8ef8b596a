package dev.chatctl.gateway.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.concurrent.atomic.LongAdder;

/** Messages to a function that does nothing and back, a window of them in flight on each socket. */
final class TwoWay implements AutoCloseable {
  static final String WHAT = "two-way messages, 32 sockets, 8 in flight each";

  private static final int SOCKETS = 32;
  private static final int WINDOW = 8;
  private static final String PING = "{\"action\":\"ping\"}";
  private static final int PONG_FRAME = 2 + "pong".length();

  private final Sockets sockets = new Sockets();
  private final LongAdder answered = new LongAdder();

  TwoWay(Subject subject) throws IOException {
    for (int i = 0; i < SOCKETS; i++) {
      SocketChannel socket = sockets.connect(subject.port(), subject.socketPath());
      var unused = Thread.ofPlatform().daemon().start(() -> play(socket));
    }
  }

  /** Answers each second, from now on. */
  double rate(int seconds) throws InterruptedException {
    long began = System.nanoTime();
    long before = answered.sum();
    Thread.sleep(seconds * 1_000L);
    return (answered.sum() - before) * 1e9 / (System.nanoTime() - began);
  }

  /** Each answer that is read lets one more message go. */
  private void play(SocketChannel socket) {
    byte[] ping = Sockets.frame(PING);
    ByteBuffer out = ByteBuffer.allocateDirect(ping.length * WINDOW);
    ByteBuffer in = ByteBuffer.allocateDirect(PONG_FRAME * WINDOW);
    int partial = 0;
    int send = WINDOW;
    try {
      while (true) {
        out.clear();
        for (int i = 0; i < send; i++) {
          out.put(ping);
        }
        out.flip();
        while (out.hasRemaining()) {
          socket.write(out);
        }
        int read = socket.read(in.clear());
        if (read < 0) {
          return;
        }
        send = (partial + read) / PONG_FRAME;
        partial = (partial + read) % PONG_FRAME;
        answered.add(send);
      }
    } catch (IOException closed) {
      // The measurement is over.
    }
  }

  @Override
  public void close() throws IOException {
    sockets.close();
  }
}
