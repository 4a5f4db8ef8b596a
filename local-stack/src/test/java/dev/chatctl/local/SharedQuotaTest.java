package dev.chatctl.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.chatctl.gateway.limit.Limits;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Two rooms on one quota, a hundredth of an account's: one that could use all of it, and one in
 * which somebody says something at times.
 */
class SharedQuotaTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int BUSY = 10;
  private static final int QUIET = 3;
  private static final int MESSAGES = 30;

  /** Seven tenths of the quota, as deployed. */
  private static final Map<String, String> DEPLOYED =
      Map.of("POSTS_PER_SECOND", "70", "FAN_OUT_INLINE_LIMIT", "5");

  private RunningStack stack;

  @BeforeEach
  void start() throws Exception {
    stack =
        new RunningStack(
            StackOptions.defaults()
                .withEnvironment(DEPLOYED)
                .withLimits(Limits.parse("requests=100/50")));
    stack.start();
  }

  @AfterEach
  void stop() throws Exception {
    stack.stop();
  }

  @Test
  void aRoomAtThePaceOfTheQuotaCostsAnotherNothing() throws Exception {
    List<Member> quiet = stack.crowd("quiet", QUIET);
    List<Member> busy = stack.crowd("busy", BUSY);
    var isOver = new AtomicBoolean();
    Thread load =
        Thread.ofVirtual()
            .start(
                () -> {
                  // Ten messages a second to ten members are a hundred posts.
                  for (int i = 0; !isOver.get(); i++) {
                    var unused = busy.get(i % BUSY).sayLater("busy " + i + ".");
                    pause(100);
                  }
                });
    pause(1_000);

    for (int i = 0; i < MESSAGES; i++) {
      var unused = quiet.get(i % QUIET).sayLater("quiet " + i + ".");
      pause(300);
    }
    isOver.set(true);
    load.join();

    for (Member member : quiet) {
      await().atMost(PATIENCE).untilAsserted(() -> assertThat(heard(member)).isEqualTo(MESSAGES));
      assertThat(member.frames).noneMatch(frame -> frame.contains("Too Many Requests"));
    }
    assertThat(busy.getFirst().frames).as("the other room was busy").hasSizeGreaterThan(20);
  }

  private static long heard(Member member) {
    return member.frames.stream().filter(frame -> frame.contains("\"text\":\"quiet ")).count();
  }

  private static void pause(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
