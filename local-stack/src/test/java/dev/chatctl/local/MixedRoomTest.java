package dev.chatctl.local;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Clients of all five dialects in one room, each speaking its own over the wire. */
class MixedRoomTest {
  /** What a client of each dialect sends, under which action. */
  private static final Map<String, String> SAYS =
      Map.of(
          "envelope", "{\"action\":\"sendmessage\",\"message\":\"%s\"}",
          "name-text", "{\"action\":\"sendmessage\",\"msg\":\"%s\"}",
          "message-text", "{\"action\":\"sendMessage\",\"message\":\"%s\"}",
          "data-text", "{\"action\":\"post\",\"data\":\"%s\"}",
          "message-json", "{\"action\":\"sendmessage\",\"message\":\"%s\"}");

  @RegisterExtension static final RunningStack STACK = new RunningStack(StackOptions.defaults());

  @Test
  void everybodyHearsEverybodyInTheirOwnDialect() throws Exception {
    var members = new LinkedHashMap<String, Member>();
    for (String dialect : SAYS.keySet()) {
      members.put(dialect, STACK.connect("room=mixed&name=N&dialect=" + dialect));
    }
    try {
      for (Map.Entry<String, Member> sender : members.entrySet()) {
        String text = "from " + sender.getKey();
        send(sender.getValue(), says(sender.getKey(), text));
        for (Map.Entry<String, Member> receiver : members.entrySet()) {
          if (isTold(sender.getKey(), receiver.getKey())) {
            await().until(() -> heard(receiver.getValue(), text).size() == 1);
          }
        }
      }
      // What everybody hears after all that shows that nothing more was on its way.
      send(Objects.requireNonNull(members.get("envelope")), says("envelope", "the end"));
      members.values().forEach(member -> await().until(() -> !heard(member, "the end").isEmpty()));
      for (String sender : members.keySet()) {
        String text = "from " + sender;
        members.forEach(
            (dialect, receiver) ->
                assertThat(heard(receiver, text))
                    .hasSize(isTold(sender, dialect) ? 1 : 0)
                    .allSatisfy(frame -> hasForm(dialect, text, frame)));
      }
    } finally {
      members.values().forEach(Member::close);
    }
  }

  @Test
  void aSubprotocolChoosesTheDialectAndIsConfirmed() throws Exception {
    var member = STACK.connect("room=sub", "name-text");
    try (member) {
      assertThat(member.socket.getUpgradeHeaders().get("Sec-WebSocket-Protocol"))
          .isEqualTo("name-text");
      try (var other = STACK.connect("room=sub&name=Ann")) {
        other.say("hi");
        await().until(() -> List.copyOf(member.frames).contains("Ann: hi"));
      }
    }
  }

  @Test
  void whatTheGatewayAndTheHandlersRefuseLeavesTheRoomAsItWas() throws Exception {
    try (var ann = STACK.connect("room=bad");
        var ben = STACK.connect("room=bad")) {
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

  @Test
  void aMessageAbove128KilobytesEndsItsConnectionAndNoOther() throws Exception {
    try (var ann = STACK.connect("room=long");
        var ben = STACK.connect("room=long")) {
      ann.socket
          .sendTextFrame("{\"action\":\"x\",\"message\":\"" + "x".repeat(128 * 1024) + "\"}")
          .get(10, SECONDS);
      await().until(() -> !ann.socket.isOpen());
      ben.say("still here.");
      await().until(() -> ben.frames.stream().anyMatch(f -> f.contains("still here.")));
    }
  }

  /** A client of one dialect hears nothing of its own. */
  private static boolean isTold(String sender, String receiver) {
    return !sender.equals(receiver) || !sender.equals("name-text");
  }

  private static List<String> heard(Member member, String text) {
    return member.frames.stream().filter(frame -> frame.contains(text)).toList();
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
}
