package dev.chatctl.local;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.asynchttpclient.Dsl.asyncHttpClient;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.asynchttpclient.AsyncHttpClient;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** Clients of all five dialects in one room, each speaking its own over the wire. */
@TestInstance(Lifecycle.PER_CLASS)
class MixedRoomTest {
  /** What a client of each dialect sends, under which action. */
  private static final Map<String, String> SAYS =
      Map.of(
          "envelope", "{\"action\":\"sendmessage\",\"message\":\"%s\"}",
          "name-text", "{\"action\":\"sendmessage\",\"msg\":\"%s\"}",
          "message-text", "{\"action\":\"sendMessage\",\"message\":\"%s\"}",
          "data-text", "{\"action\":\"post\",\"data\":\"%s\"}",
          "message-json", "{\"action\":\"sendmessage\",\"message\":\"%s\"}");

  private LocalStack stack;
  private AsyncHttpClient client;

  @BeforeAll
  void start() throws Exception {
    stack = LocalStack.start(0);
    client = asyncHttpClient();
  }

  @AfterAll
  void stop() throws Exception {
    client.close();
    stack.close();
  }

  @Test
  void everybodyHearsEverybodyInTheirOwnDialect() throws Exception {
    var members = new LinkedHashMap<String, Member>();
    for (String dialect : SAYS.keySet()) {
      members.put(dialect, connect("room=mixed&name=N&dialect=" + dialect));
    }
    try {
      for (Map.Entry<String, Member> sender : members.entrySet()) {
        String text = "from " + sender.getKey();
        send(sender.getValue(), says(sender.getKey(), text));
        for (Map.Entry<String, Member> receiver : members.entrySet()) {
          boolean echoed =
              !sender.getKey().equals(receiver.getKey()) || !sender.getKey().equals("name-text");
          await()
              .untilAsserted(
                  () ->
                      assertThat(receiver.getValue().frames)
                          .filteredOn(frame -> frame.contains(text))
                          .hasSize(echoed ? 1 : 0)
                          .allSatisfy(frame -> hasForm(receiver.getKey(), text, frame)));
        }
      }
    } finally {
      members.values().forEach(Member::close);
    }
  }

  @Test
  void aSubprotocolChoosesTheDialectAndIsConfirmed() throws Exception {
    var member = new Member(client, url("room=sub"), "name-text");
    try (member) {
      assertThat(member.socket.getUpgradeHeaders().get("Sec-WebSocket-Protocol"))
          .isEqualTo("name-text");
      try (var other = connect("room=sub&name=Ann")) {
        other.say("hi");
        await().until(() -> List.copyOf(member.frames).contains("Ann: hi"));
      }
    }
  }

  @Test
  void whatTheGatewayAndTheHandlersRefuseLeavesTheRoomAsItWas() throws Exception {
    try (var ann = connect("room=bad");
        var ben = connect("room=bad")) {
      send(ann, "not json");
      send(ann, "{\"action\":\"sendmessage\",\"message\":\"" + "x".repeat(29 * 1024) + "\"}");
      await().until(() -> ann.frames.size() == 2);
      assertThat(new ArrayList<>(ann.frames))
          .anyMatch(frame -> frame.contains("\"code\":\"not_json\""))
          .anyMatch(frame -> frame.contains("\"code\":\"too_long\""));
      ann.say("still here");
      await().untilAsserted(() -> assertThat(ben.frames).hasSize(1));
      assertThat(ben.frames.peek()).contains("still here");
    }
  }

  private static void hasForm(String dialect, String text, String frame) {
    switch (dialect) {
      case "envelope" -> assertThat(frame).startsWith("{\"v\":1,\"type\":\"message\"");
      case "name-text" -> assertThat(frame).isEqualTo("N: " + text);
      case "message-json" ->
          assertThat(frame).startsWith("{\"message\": \"[").endsWith("  " + text + "\\n\"}");
      default -> assertThat(frame).isEqualTo(text);
    }
  }

  private static String says(String dialect, String text) {
    return Objects.requireNonNull(SAYS.get(dialect)).formatted(text);
  }

  private static void send(Member member, String body) throws Exception {
    member.socket.sendTextFrame(body).get(10, SECONDS);
  }

  private Member connect(String query) throws Exception {
    return new Member(client, url(query));
  }

  private URI url(String query) {
    return URI.create(stack.addresses().webSocketUrl() + "?" + query);
  }
}
