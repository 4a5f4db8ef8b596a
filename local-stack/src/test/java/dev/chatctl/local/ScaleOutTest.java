package dev.chatctl.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.asynchttpclient.Dsl.asyncHttpClient;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.util.ArrayList;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A room too large to be posted to by whoever handles the message. */
class ScaleOutTest {
  @Test
  void aBroadcastThatGoesThroughTheQueueReachesEverybodyOnce() throws Exception {
    try (var stack =
            LocalStack.start(
                StackOptions.defaults().withEnvironment(Map.of("FAN_OUT_INLINE_LIMIT", "0")));
        var client = asyncHttpClient()) {
      var url = URI.create(stack.addresses().webSocketUrl() + "?room=large");
      var members = new ArrayList<Member>();
      for (int i = 0; i < 20; i++) {
        members.add(new Member(client, url));
      }

      members.getFirst().say("first");
      members.getLast().say("second");

      for (Member member : members) {
        await()
            .untilAsserted(
                () ->
                    assertThat(member.frames)
                        .filteredOn(frame -> frame.contains("\"type\":\"message\""))
                        .hasSize(2)
                        .anyMatch(frame -> frame.contains("first"))
                        .anyMatch(frame -> frame.contains("second")));
      }
      members.forEach(Member::close);
    }
  }
}
