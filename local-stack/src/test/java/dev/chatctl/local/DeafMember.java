package dev.chatctl.local;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Somebody who joins a room and never reads. */
final class DeafMember implements AutoCloseable {
  private final Socket socket = new Socket();

  DeafMember(URI url) throws IOException {
    socket.setReceiveBufferSize(4_096);
    socket.connect(new InetSocketAddress(url.getHost(), url.getPort()));
    List<String> handshake =
        List.of(
            "GET " + url.getPath() + "?" + url.getQuery() + " HTTP/1.1",
            "Host: " + url.getAuthority(),
            "Connection: Upgrade",
            "Upgrade: websocket",
            "Sec-WebSocket-Version: 13",
            "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
            "",
            "");
    socket
        .getOutputStream()
        .write(String.join("\r\n", handshake).getBytes(StandardCharsets.US_ASCII));
    var status = new String(socket.getInputStream().readNBytes(12), StandardCharsets.US_ASCII);
    if (!status.equals("HTTP/1.1 101")) {
      throw new IOException("refused: " + status);
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
