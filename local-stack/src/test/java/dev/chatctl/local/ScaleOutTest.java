package dev.chatctl.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A room too large to be posted to by whoever handles the message. */
class ScaleOutTest {
  @RegisterExtension
  static final RunningStack STACK =
      new RunningStack(
          StackOptions.defaults().withEnvironment(Map.of("FAN_OUT_INLINE_LIMIT", "0")));

  @Test
  void aBroadcastThatGoesThroughTheQueueReachesEverybodyOnce() throws Exception {
    List<Member> members = STACK.crowd("large", 20);

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
