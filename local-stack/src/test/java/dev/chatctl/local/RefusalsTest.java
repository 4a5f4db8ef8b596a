package dev.chatctl.local;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.asynchttpclient.Dsl.asyncHttpClient;
import static org.awaitility.Awaitility.await;

import dev.chatctl.gateway.fault.Faults;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a client meets that may not come in, says too much, or shares a room with the dead. */
class RefusalsTest {
  private static final int MEMBERS = 10;
  private static final int MESSAGES = 20;
  private static final String OUR_PAGE = "https://chat.example";

  @Test
  void aTokenThatIsNoneIs401AndAPageThatIsNotListed403() throws Exception {
    var options = StackOptions.defaults().withEnvironment(Map.of("ALLOWED_ORIGINS", OUR_PAGE));
    try (var stack = LocalStack.start(options)) {
      URI url = stack.addresses().webSocketUrl();
      assertThat(handshake(url, "?token=no.such.token", OUR_PAGE)).startsWith("HTTP/1.1 401 ");
      assertThat(handshake(url, "", "https://evil.example")).startsWith("HTTP/1.1 403 ");
      assertThat(handshake(url, "", OUR_PAGE)).startsWith("HTTP/1.1 101 ");
    }
  }

  @Test
  void aMessageAbove128KilobytesEndsItsConnectionAndNoOther() throws Exception {
    try (var stack = LocalStack.start(StackOptions.defaults());
        var client = asyncHttpClient()) {
      var url = URI.create(stack.addresses().webSocketUrl() + "?room=long");
      try (var ann = new Member(client, url);
          var ben = new Member(client, url)) {
        ann.socket
            .sendTextFrame("{\"action\":\"x\",\"message\":\"" + "x".repeat(128 * 1024) + "\"}")
            .get(10, SECONDS);
        await().until(() -> !ann.socket.isOpen());
        ben.say("still here.");
        await().until(() -> ben.frames.stream().anyMatch(f -> f.contains("still here.")));
      }
    }
  }

  @Test
  void withGoneThrottledAndFailingPostsNobodyHearsAnythingTwice() throws Exception {
    var faults = Faults.parse("gone=1%,throttle=5%,error=1%,seed=7");
    try (var stack = LocalStack.start(StackOptions.defaults().withFaults(faults));
        var client = asyncHttpClient()) {
      var url = URI.create(stack.addresses().webSocketUrl() + "?room=mixed-faults");
      var members = new ArrayList<Member>();
      for (int i = 0; i < MEMBERS; i++) {
        members.add(new Member(client, url));
      }
      for (int i = 0; i < MESSAGES; i++) {
        members.getFirst().say("message " + i + ".");
      }
      // A post that is answered with 410 reached nobody, and is never tried again: of 200, a few.
      await()
          .untilAsserted(
              () ->
                  assertThat(members.stream().mapToLong(RefusalsTest::distinct).sum())
                      .isGreaterThanOrEqualTo(MEMBERS * MESSAGES * 95 / 100));
      assertThat(members)
          .allSatisfy(m -> assertThat(messages(m)).isEqualTo(distinct(m)).isPositive());
      members.forEach(Member::close);
    }
  }

  private static long messages(Member member) {
    return member.frames.stream().filter(frame -> frame.contains("\"type\":\"message\"")).count();
  }

  private static long distinct(Member member) {
    return member.frames.stream()
        .filter(frame -> frame.contains("\"type\":\"message\""))
        .distinct()
        .count();
  }

  /** The status line of the answer; clients hide it. */
  private static String handshake(URI url, String query, String origin) throws IOException {
    try (var socket = new Socket(url.getHost(), url.getPort())) {
      socket.setSoTimeout(10_000);
      String request =
          "GET "
              + url.getPath()
              + query
              + " HTTP/1.1\r\nHost: localhost\r\nOrigin: "
              + origin
              + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
              + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      var status = new StringBuilder();
      for (int c = socket.getInputStream().read(); c != '\r' && c >= 0; ) {
        status.append((char) c);
        c = socket.getInputStream().read();
      }
      return status.toString();
    }
  }
}
