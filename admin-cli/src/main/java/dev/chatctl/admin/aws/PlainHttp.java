package dev.chatctl.admin.aws;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import org.jspecify.annotations.Nullable;

/**
 * Unencrypted HTTP/1.1, which only services on this machine speak. The JDK's clients prepare for
 * TLS and proxies first, which a command that makes one call need not wait for. Sends nothing
 * twice. Thread-safe; blocks.
 */
final class PlainHttp implements AutoCloseable {
  /** A server closes idle connections; one that was used just now is open. */
  private static final long REUSED_WITHIN_NANOS = Duration.ofSeconds(2).toNanos();

  private final Map<String, ConcurrentLinkedDeque<Idle>> idle = new ConcurrentHashMap<>();

  /** An answer; whoever got it reads its body to the end or closes it. */
  record Answer(int status, Map<String, List<String>> headers, InputStream body) {}

  private record Idle(PlainConnection connection, long since) {}

  /**
   * Sends a request.
   *
   * @param headers without Host and Content-Length
   */
  Answer send(String method, URI uri, Map<String, List<String>> headers, byte[] body)
      throws IOException {
    int port = uri.getPort() < 0 ? 80 : uri.getPort();
    String authority = uri.getHost() + ":" + port;
    PlainConnection connection = idle(authority);
    if (connection == null) {
      connection = PlainConnection.open(uri.getHost(), port);
    }
    try {
      PlainConnection.Head head =
          connection.exchange(head(method, uri, headers, body.length), body);
      return new Answer(
          head.status(),
          head.headers(),
          new Body(connection.body(head), connection, authority, head.reusable()));
    } catch (IOException e) {
      connection.close();
      throw e;
    }
  }

  @Override
  public void close() {
    idle.values().forEach(connections -> connections.forEach(old -> discard(old.connection())));
    idle.clear();
  }

  private @Nullable PlainConnection idle(String authority) {
    var connections = idle.get(authority);
    while (connections != null) {
      Idle youngest = connections.pollLast();
      if (youngest == null) {
        return null;
      }
      if (System.nanoTime() - youngest.since() < REUSED_WITHIN_NANOS) {
        return youngest.connection();
      }
      discard(youngest.connection());
    }
    return null;
  }

  private static void discard(PlainConnection connection) {
    try {
      connection.close();
    } catch (IOException e) {
      // It is of no use any more, in whatever state it is.
    }
  }

  private static String head(
      String method, URI uri, Map<String, List<String>> headers, int length) {
    var head = new StringBuilder(512);
    head.append(method).append(' ');
    String path = uri.getRawPath();
    head.append(path.isEmpty() ? "/" : path);
    if (uri.getRawQuery() != null) {
      head.append('?').append(uri.getRawQuery());
    }
    head.append(" HTTP/1.1\r\nHost: ").append(uri.getRawAuthority()).append("\r\n");
    headers.forEach(
        (name, values) -> {
          if (!name.equalsIgnoreCase("Host") && !name.equalsIgnoreCase("Content-Length")) {
            values.forEach(value -> head.append(name).append(": ").append(value).append("\r\n"));
          }
        });
    if (length > 0 || method.equals("POST")) {
      head.append("Content-Length: ").append(length).append("\r\n");
    }
    return head.append("\r\n").toString();
  }

  /** Gives the connection back at its end; closed before that, closes the connection. */
  private final class Body extends FilterInputStream {
    private final PlainConnection connection;
    private final String authority;
    private final boolean reusable;
    private boolean done;

    Body(InputStream in, PlainConnection connection, String authority, boolean reusable) {
      super(in);
      this.connection = connection;
      this.authority = authority;
      this.reusable = reusable;
    }

    @Override
    public int read() throws IOException {
      return ended(in.read());
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      return ended(in.read(bytes, offset, length));
    }

    @Override
    public void close() throws IOException {
      if (!done) {
        done = true;
        connection.close();
      }
    }

    private int ended(int read) throws IOException {
      if (read < 0 && !done) {
        done = true;
        if (reusable) {
          idle.computeIfAbsent(authority, name -> new ConcurrentLinkedDeque<>())
              .add(new Idle(connection, System.nanoTime()));
        } else {
          connection.close();
        }
      }
      return read;
    }
  }
}
