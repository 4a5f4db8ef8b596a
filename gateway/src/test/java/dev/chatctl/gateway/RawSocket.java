package dev.chatctl.gateway;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A client at the level of bytes, for what well-behaved clients never send. */
final class RawSocket implements AutoCloseable {
  static final String KEY = "dGhlIHNhbXBsZSBub25jZQ==";

  private static final Pattern LENGTH = Pattern.compile("content-length: (\\d+)");

  private final Socket socket;

  RawSocket(Gateway gateway) throws IOException {
    socket = new Socket(InetAddress.getLoopbackAddress(), gateway.port());
    socket.setSoTimeout(5_000);
    socket.setTcpNoDelay(true);
  }

  /** Opens a WebSocket and swallows the 101. */
  static RawSocket open(Gateway gateway) throws IOException {
    RawSocket raw = new RawSocket(gateway).send(handshake("/local"));
    String head = raw.head();
    if (!head.startsWith("HTTP/1.1 101 ")) {
      throw new AssertionError(head);
    }
    return raw;
  }

  static String handshake(String uri, String... extraHeaders) {
    String extra = extraHeaders.length == 0 ? "" : String.join("\r\n", extraHeaders) + "\r\n";
    return "GET "
        + uri
        + " HTTP/1.1\r\nHost: h\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
        + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: "
        + KEY
        + "\r\n"
        + extra
        + "\r\n";
  }

  RawSocket send(String text) throws IOException {
    return send(text.getBytes(ISO_8859_1));
  }

  RawSocket send(byte[] bytes) throws IOException {
    socket.getOutputStream().write(bytes);
    socket.getOutputStream().flush();
    return this;
  }

  /** As {@link #send(byte[])}, to a server that may have ended the stream already. */
  RawSocket sendIfOpen(byte[] bytes) {
    try {
      send(bytes);
    } catch (IOException ended) {
      // Then there is nobody to send to.
    }
    return this;
  }

  /** Reads until the server ends the stream, with a goodbye or without. */
  void readToEnd() {
    try {
      socket.getInputStream().transferTo(OutputStream.nullOutputStream());
    } catch (SocketException reset) {
      // An end too.
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A masked frame of less than 64 KB, with a mask of zeros. */
  RawSocket frame(boolean last, int opcode, byte[] payload) throws IOException {
    ByteArrayOutputStream frame = new ByteArrayOutputStream();
    frame.write((last ? 0x80 : 0) | opcode);
    if (payload.length < 126) {
      frame.write(0x80 | payload.length);
    } else {
      frame.write(0x80 | 126);
      frame.write(payload.length >>> 8);
      frame.write(payload.length);
    }
    frame.write(new byte[4]);
    frame.write(payload);
    return send(frame.toByteArray());
  }

  /** The response up to and with its empty line. */
  String head() throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      head.append((char) read());
    }
    return head.toString();
  }

  /** The response with its body, if it has one. */
  String answer() throws IOException {
    String head = head();
    Matcher length = LENGTH.matcher(head);
    return length.find() ? head + body(Integer.parseInt(length.group(1))) : head;
  }

  String body(int length) throws IOException {
    return new String(bytes(length), UTF_8);
  }

  /** The text of the next message, of however many frames. */
  String message() throws IOException {
    StringBuilder message = new StringBuilder();
    String frame;
    do {
      frame = frame();
      message.append(frame, frame.indexOf(':') + 1, frame.length());
    } while (frame.startsWith("+"));
    return message.toString();
  }

  /** {@code opcode:text} of the next frame, a close frame as {@code 8:code reason}. */
  String frame() throws IOException {
    int first = read();
    int length = read();
    if (length == 126) {
      length = (read() << 8) | read();
    } else if (length == 127) {
      throw new AssertionError("frame over 64 KB");
    }
    byte[] payload = bytes(length);
    int opcode = first & 0x0f;
    String text =
        opcode == 8 && payload.length >= 2
            ? (((payload[0] & 0xff) << 8) | (payload[1] & 0xff))
                + " "
                + new String(payload, 2, payload.length - 2, UTF_8)
            : new String(payload, UTF_8);
    return ((first & 0x80) == 0 ? "+" : "") + opcode + ":" + text;
  }

  /** Whether the server has ended the stream. */
  boolean isEnded() throws IOException {
    return socket.getInputStream().read() < 0;
  }

  void shutdownOutput() throws IOException {
    try {
      socket.shutdownOutput();
    } catch (SocketException ended) {
      // The server was faster.
    }
  }

  /** Ends with a reset instead of a goodbye. */
  void reset() throws IOException {
    socket.setSoLinger(true, 0);
    socket.close();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }

  private byte[] bytes(int length) throws IOException {
    InputStream in = socket.getInputStream();
    byte[] bytes = in.readNBytes(length);
    if (bytes.length < length) {
      throw new EOFException();
    }
    return bytes;
  }

  private int read() throws IOException {
    int next = socket.getInputStream().read();
    if (next < 0) {
      throw new EOFException();
    }
    return next;
  }
}
