package dev.chatctl.local;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/**
 * What a browser on this machine sends for other sites, to every port that the stack listens on:
 * the kernel says which, so that a listener nobody thought of is among them.
 */
@EnabledOnOs(OS.LINUX)
class ClosedToStrangersTest {
  private static final String OPTED_IN = "https://e.example";
  private static final String LISTEN = "0A";

  /** PORT stands for the port, PATH for what the gateway serves. */
  private static final List<String> REQUESTS =
      List.of(
          "POST PATH HTTP/1.1|Host: evil.example:PORT|Content-Type: application/json",
          "GET PATH HTTP/1.1|Host: evil.example",
          "GET / HTTP/1.1|Host: 127.0.0.1.evil.example:PORT",
          "POST PATH HTTP/1.1|Host: 127.0.0.1:PORT|Origin: https://evil.example",
          "POST PATH HTTP/1.1|Host: 127.0.0.1:PORT|Origin: null|Content-Type: text/plain",
          "POST PATH HTTP/1.1|Host: localhost:PORT|Sec-Fetch-Site: cross-site",
          "GET PATH HTTP/1.1|Host: localhost:PORT|Sec-Fetch-Site: same-site",
          "POST PATH HTTP/1.1|Host: 127.0.0.1:PORT|Content-Type: text/plain;charset=UTF-8",
          "POST PATH HTTP/1.1|Host: 127.0.0.1:PORT|Content-Type: multipart/form-data; boundary=x",
          "POST PATH HTTP/1.1|Host: 127.0.0.1:PORT|Content-Type: Application/X-WWW-Form-Urlencoded",
          "PUT PATH HTTP/1.1|Host: 127.0.0.1:PORT|Origin: http://127.0.0.1:1",
          "DELETE PATH HTTP/1.1|Host: 127.0.0.1:PORT|Origin: " + OPTED_IN,
          handshake("https://evil.example"),
          handshake("http://localhost:1"),
          handshake("null"));

  @Test
  void everyListenerRefusesWhatOtherSitesSend() throws Exception {
    Set<Integer> before = listening();
    var options = StackOptions.defaults().withAllowedOrigins(Set.of(OPTED_IN));
    try (LocalStack stack = LocalStack.start(options)) {
      Set<Integer> ports = new TreeSet<>(listening());
      ports.removeAll(before);
      assertThat(ports)
          .contains(
              stack.addresses().api().webSocketUrl().getPort(),
              stack.addresses().aws().dynamoDbEndpoint().getPort(),
              stack.addresses().aws().logsEndpoint().getPort(),
              stack.addresses().controls().faultUrl().getPort(),
              stack.addresses().pageUrl().getPort())
          .hasSizeGreaterThan(5);
      for (int port : ports) {
        for (String path : List.of("/", "/local", "/local/@connections/abc=")) {
          for (String request : REQUESTS) {
            assertThat(answer(port, request.replace("PATH", path)))
                .as(port + path + " " + request)
                .startsWith("HTTP/1.1 403 ");
          }
        }
      }
      int gateway = stack.addresses().api().webSocketUrl().getPort();
      int page = stack.addresses().pageUrl().getPort();
      for (String origin :
          List.of(OPTED_IN, "http://127.0.0.1:" + page, "http://localhost:" + page)) {
        assertThat(answer(gateway, handshake(origin).replace("PATH", "/local")))
            .as(origin)
            .startsWith("HTTP/1.1 101 ");
      }
    }
  }

  private static String handshake(String origin) {
    return "GET PATH HTTP/1.1|Host: localhost:PORT|Sec-Fetch-Site: cross-site|Origin: "
        + origin
        + "|Upgrade: websocket|Connection: Upgrade|Sec-WebSocket-Version: 13"
        + "|Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==";
  }

  /** The status line. */
  private static String answer(int port, String request) throws IOException {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(20_000);
      String body = request.startsWith("GET") ? "" : "Content-Length: 2|";
      String text = request + "|" + body + "|" + (body.isEmpty() ? "" : "{}");
      socket
          .getOutputStream()
          .write(text.replace("|", "\r\n").replace("PORT", "" + port).getBytes(ISO_8859_1));
      var line = new StringBuilder();
      for (int c = socket.getInputStream().read(); c != '\r' && c >= 0; ) {
        line.append((char) c);
        c = socket.getInputStream().read();
      }
      return line.toString();
    }
  }

  /** The TCP ports that this process listens on. */
  private static Set<Integer> listening() throws IOException {
    Set<String> own = new HashSet<>();
    try (Stream<Path> files = Files.list(Path.of("/proc/self/fd"))) {
      for (Path file : files.toList()) {
        if (Files.isSymbolicLink(file)) {
          own.add(target(file));
        }
      }
    }
    var ports = new HashSet<Integer>();
    for (String table : List.of("/proc/self/net/tcp", "/proc/self/net/tcp6")) {
      for (String line : Files.readAllLines(Path.of(table))) {
        String[] column = line.strip().split(" +", -1);
        if (column[3].equals(LISTEN) && own.contains("socket:[" + column[9] + "]")) {
          ports.add(Integer.parseInt(column[1].replaceFirst(".*:", ""), 16));
        }
      }
    }
    return ports;
  }

  private static String target(Path link) {
    try {
      return Files.readSymbolicLink(link).toString();
    } catch (IOException closedMeanwhile) {
      return "";
    }
  }
}
