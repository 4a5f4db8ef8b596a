package dev.chatctl.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.asynchttpclient.Dsl.asyncHttpClient;
import static org.awaitility.Awaitility.await;

import dev.chatctl.gateway.fault.Faults;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;

/** Broadcasts through a gateway at which things go wrong. */
class FaultsTest {
  private static final int MEMBERS = 10;
  private static final int MESSAGES = 20;

  @Test
  void throttledAndFailingPostsAreTriedAgainUntilEverybodyHasEveryMessageOnce() throws Exception {
    var faults = Faults.parse("throttle=5%,error=1%,seed=42");
    try (var stack = LocalStack.start(StackOptions.defaults().withFaults(faults));
        var client = asyncHttpClient()) {
      var url = URI.create(stack.addresses().webSocketUrl() + "?room=faulty");
      var members = new ArrayList<Member>();
      for (int i = 0; i < MEMBERS; i++) {
        members.add(new Member(client, url));
      }

      for (int i = 0; i < MESSAGES; i++) {
        members.getFirst().say("message " + i + ".");
      }

      await()
          .atMost(Duration.ofSeconds(30))
          .untilAsserted(() -> members.forEach(FaultsTest::hasEveryMessageOnce));
      members.forEach(Member::close);
    }
  }

  private static void hasEveryMessageOnce(Member member) {
    for (int i = 0; i < MESSAGES; i++) {
      String text = "message " + i + ".";
      assertThat(member.frames).filteredOn(frame -> frame.contains(text)).hasSize(1);
    }
  }
}
