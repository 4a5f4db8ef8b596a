package dev.chatctl.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.chatctl.local.fault.StackFaults;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Posts that the gateway takes long to answer, whose frames arrive all the same. */
class SlowPostsTest {
  private static final int MEMBERS = 3;
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  @ParameterizedTest
  @CsvSource({"6s, 1, 2000", "6s, 1, 0", "13s, 2, 2000"})
  void noFrameArrivesMoreOftenThanIsSaid(String latency, int copies, String inlineLimit)
      throws Exception {
    var stack =
        new RunningStack(
            StackOptions.defaults()
                .withFaults(StackFaults.parse("post-latency=" + latency.replace("s", "000ms")))
                .withEnvironment(
                    Map.of("PRESENCE_LIMIT", "0", "FAN_OUT_INLINE_LIMIT", inlineLimit)));
    stack.start();
    try {
      List<Member> members = new ArrayList<>(stack.crowd("slow", MEMBERS));
      members.getFirst().say("slow.");
      await().atMost(PATIENCE).until(() -> members.stream().allMatch(m -> heard(m, "slow.") > 0));
      // What is said now comes after whatever would be repeated.
      members.getFirst().say("later.");
      await().atMost(PATIENCE).until(() -> members.stream().allMatch(m -> heard(m, "later.") > 0));
      await()
          .during(Duration.ofSeconds(8))
          .atMost(PATIENCE)
          .until(() -> members.stream().allMatch(m -> heard(m, "slow.") <= copies));
      assertThat(members).allMatch(member -> heard(member, "slow.") <= copies);
    } finally {
      stack.stop();
    }
  }

  private static long heard(Member member, String text) {
    return member.frames.stream().filter(frame -> frame.contains(text)).count();
  }
}
