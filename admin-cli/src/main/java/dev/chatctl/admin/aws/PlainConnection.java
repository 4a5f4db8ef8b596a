package dev.chatctl.admin.aws;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** One connection that speaks HTTP/1.1, for one exchange after the other. Not thread-safe. */
final class PlainConnection implements AutoCloseable {
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(3);
  private static final Duration READ_TIMEOUT = Duration.ofSeconds(30);
  private static final int LONGEST_LINE = 1 << 16;

  private final Socket socket;
  private final InputStream in;
  private final OutputStream out;

  /**
   * The beginning of an answer.
   *
   * @param headers by their names in small letters
   * @param reusable whether another exchange may follow once the body was read
   */
  record Head(int status, Map<String, List<String>> headers, boolean reusable) {
    String header(String name) {
      return String.join(", ", headers.getOrDefault(name, List.of()));
    }
  }

  private PlainConnection(Socket socket) throws IOException {
    this.socket = socket;
    this.in = new BufferedInputStream(socket.getInputStream(), 1 << 15);
    this.out = socket.getOutputStream();
  }

  static PlainConnection open(String host, int port) throws IOException {
    var socket = new Socket();
    try {
      socket.connect(new InetSocketAddress(host, port), (int) CONNECT_TIMEOUT.toMillis());
      socket.setTcpNoDelay(true);
      socket.setSoTimeout((int) READ_TIMEOUT.toMillis());
      return new PlainConnection(socket);
    } catch (IOException e) {
      socket.close();
      throw e;
    }
  }

  /** Sends a request, head and body in one write, and reads the head of the answer. */
  Head exchange(String head, byte[] body) throws IOException {
    byte[] first = head.getBytes(ISO_8859_1);
    byte[] all = new byte[first.length + body.length];
    System.arraycopy(first, 0, all, 0, first.length);
    System.arraycopy(body, 0, all, first.length, body.length);
    out.write(all);
    Head answer = readHead();
    while (answer.status() == 100) {
      answer = readHead();
    }
    return answer;
  }

  /** The answer's body; ends where the answer ends. */
  InputStream body(Head head) throws IOException {
    if (head.status() == 204 || head.status() == 304) {
      return InputStream.nullInputStream();
    }
    if (head.header("transfer-encoding").toLowerCase(Locale.ROOT).endsWith("chunked")) {
      return new ChunkedBody(in);
    }
    String length = head.header("content-length");
    if (length.isEmpty()) {
      return in;
    }
    try {
      return new SizedBody(in, Long.parseLong(length));
    } catch (NumberFormatException e) {
      throw new IOException("Content-Length: " + length + " (expected: a number)", e);
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }

  private Head readHead() throws IOException {
    String status = line(in);
    int code = code(status);
    var headers = new LinkedHashMap<String, List<String>>();
    for (String line = line(in); !line.isEmpty(); line = line(in)) {
      int colon = line.indexOf(':');
      if (colon < 1) {
        throw new IOException("a header without a name: " + line);
      }
      headers
          .computeIfAbsent(
              line.substring(0, colon).toLowerCase(Locale.ROOT), name -> new ArrayList<>(1))
          .add(line.substring(colon + 1).strip());
    }
    var head = new Head(code, headers, true);
    boolean delimited =
        !head.header("content-length").isEmpty()
            || !head.header("transfer-encoding").isEmpty()
            || head.status() == 204
            || head.status() == 304;
    boolean closing = head.header("connection").equalsIgnoreCase("close");
    return new Head(code, headers, delimited && !closing && status.startsWith("HTTP/1.1 "));
  }

  /**
   * The 200 of {@code HTTP/1.1 200 OK}; a broadcast reads a thousand before anything is compiled.
   */
  private static int code(String status) throws IOException {
    int start = "HTTP/1.1 ".length();
    if (status.startsWith("HTTP/1.")
        && status.length() >= start + 3
        && status.charAt(start - 1) == ' '
        && (status.length() == start + 3 || status.charAt(start + 3) == ' ')) {
      try {
        return Integer.parseUnsignedInt(status, start, start + 3, 10);
      } catch (NumberFormatException e) {
        // as below
      }
    }
    throw new IOException("the server does not speak HTTP/1.1: " + status);
  }

  /** A line without its end. */
  static String line(InputStream in) throws IOException {
    var line = new StringBuilder();
    for (int b = in.read(); b != '\n'; b = in.read()) {
      if (b < 0) {
        throw new EOFException("the server closed the connection before its answer was complete");
      }
      if (line.length() == LONGEST_LINE) {
        throw new IOException("a line of more than " + LONGEST_LINE + " characters");
      }
      line.append((char) b);
    }
    int last = line.length() - 1;
    return last >= 0 && line.charAt(last) == '\r' ? line.substring(0, last) : line.toString();
  }
}
