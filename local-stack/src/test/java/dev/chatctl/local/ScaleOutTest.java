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
    awaitEverybody(members, List.of("first", "second"));
    // What follows both at everybody shows that neither was on its way a second time.
    members.getFirst().say("the end");
    awaitEverybody(members, List.of("the end"));

    for (Member member : members) {
      assertThat(member.frames)
          .filteredOn(frame -> frame.contains("\"type\":\"message\""))
          .hasSize(3);
    }
    members.forEach(Member::close);
  }

  private static void awaitEverybody(List<Member> members, List<String> texts) {
    for (Member member : members) {
      for (String text : texts) {
        await().until(() -> member.frames.stream().anyMatch(frame -> frame.contains(text)));
      }
    }
  }
}
