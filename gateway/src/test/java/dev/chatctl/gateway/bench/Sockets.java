package dev.chatctl.gateway.bench;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** WebSocket clients with nothing in the way of a measurement. */
@SuppressWarnings("StringConcatToTextBlock") // line ends matter here
final class Sockets implements AutoCloseable {
  private static final int MAX_SMALL = 125;
  private static final int BATCH_MILLIS = 5;

  private final List<SocketChannel> open = Collections.synchronizedList(new ArrayList<>());

  SocketChannel connect(int port, String path) throws IOException {
    SocketChannel channel =
        SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    open.add(channel);
    channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
    String request =
        "GET "
            + path
            + " HTTP/1.1\r\nHost: h\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
            + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n";
    channel.write(ByteBuffer.wrap(request.getBytes(US_ASCII)));
    StringBuilder head = new StringBuilder();
    ByteBuffer one = ByteBuffer.allocate(1);
    while (head.indexOf("\r\n\r\n") < 0) {
      if (channel.read(one.clear()) < 0) {
        throw new IOException("handshake: ended after '" + head + "'");
      }
      head.append((char) one.get(0));
    }
    if (!head.toString().startsWith("HTTP/1.1 101")) {
      throw new IOException("handshake: " + head);
    }
    return channel;
  }

  /** Opens many sockets, so many of them at once. */
  void connectMany(int port, String path, int connections, int atOnce)
      throws IOException, InterruptedException {
    try (ExecutorService threads = Executors.newFixedThreadPool(atOnce)) {
      List<Callable<SocketChannel>> handshakes =
          Collections.nCopies(connections, () -> connect(port, path));
      for (Future<SocketChannel> handshake : threads.invokeAll(handshakes)) {
        var unused = handshake.get();
      }
    } catch (ExecutionException e) {
      throw new IOException("handshake: " + e.getMessage(), e);
    }
  }

  /** A masked text frame, with a mask of zeros. */
  static byte[] frame(String text) {
    byte[] payload = text.getBytes(UTF_8);
    if (payload.length > MAX_SMALL) {
      throw new IllegalArgumentException("payload: " + payload.length + " (expected: <= 125)");
    }
    byte[] frame = new byte[6 + payload.length];
    frame[0] = (byte) 0x81;
    frame[1] = (byte) (0x80 | payload.length);
    System.arraycopy(payload, 0, frame, 6, payload.length);
    return frame;
  }

  /** Sends a message and reads one short answer. */
  static String ask(SocketChannel channel, String text) throws IOException {
    channel.write(ByteBuffer.wrap(frame(text)));
    InputStream in = Channels.newInputStream(channel);
    in.skipNBytes(1);
    return new String(in.readNBytes(in.read()), UTF_8);
  }

  /**
   * Reads and forgets whatever comes to any of the sockets, until interrupted. It reads in batches,
   * so that the reader takes little of the machine that is being measured.
   */
  Thread drain() throws IOException {
    for (SocketChannel channel : open) {
      channel.configureBlocking(false);
    }
    return Thread.ofPlatform().daemon().start(this::readUntilInterrupted);
  }

  private void readUntilInterrupted() {
    ByteBuffer sink = ByteBuffer.allocateDirect(1 << 18);
    try {
      while (true) {
        for (SocketChannel channel : open) {
          while (channel.read(sink.clear()) > 0) {
            // Forgotten.
          }
        }
        Thread.sleep(BATCH_MILLIS);
      }
    } catch (IOException | InterruptedException over) {
      // The measurement is over.
    }
  }

  @Override
  public void close() throws IOException {
    for (SocketChannel channel : open) {
      channel.close();
    }
  }
}
