package dev.chatctl.loadtest.lies;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A client's request to become a WebSocket (RFC 6455, 4.2).
 *
 * @param name the dialect it asks for, by which listeners are told apart
 */
record Handshake(String name, String key) {
  private static final String SUFFIX = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
  private static final Pattern KEY =
      Pattern.compile(
          "^sec-websocket-key:\\s*(\\S+)", Pattern.CASE_INSENSITIVE | Pattern.MULTILINE);
  private static final Pattern NAME = Pattern.compile("^GET \\S*[?&]dialect=([^&\\s]*)");
  private static final int LONGEST = 8192;

  /**
   * Reads one.
   *
   * @throws IOException when the stream holds anything else
   */
  static Handshake read(InputStream in) throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n", Math.max(0, head.length() - 4)) < 0) {
      int next = in.read();
      if (next < 0 || head.length() > LONGEST) {
        throw new EOFException("no handshake");
      }
      head.append((char) next);
    }
    Matcher name = NAME.matcher(head);
    Matcher key = KEY.matcher(head);
    if (!key.find()) {
      throw new IOException("no key: " + head);
    }
    return new Handshake(name.find() ? name.group(1) : "", key.group(1));
  }

  /** Answers it: 101, or a refusal. */
  void answer(Socket socket, int status) throws IOException {
    String head =
        status == 101
            ? "101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                + "Sec-WebSocket-Accept: "
                + accept()
            : status + " Refused\r\nContent-Length: 0\r\nConnection: close";
    socket
        .getOutputStream()
        .write(("HTTP/1.1 " + head + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
  }

  private String accept() {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-1")
              .digest((key + SUFFIX).getBytes(StandardCharsets.US_ASCII));
      return Base64.getEncoder().encodeToString(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
