package dev.chatctl.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class SlowConsumersTest {
  private static final String TEXT = "x".repeat(8_000);

  @RegisterExtension
  private static final RunningStack STACK =
      new RunningStack(
          StackOptions.defaults().withEnvironment(Map.of("SLOW_CONSUMER_SECONDS", "1")));

  @Test
  void whoNeverReadsIsDroppedWhileTheOthersHearEverything() throws Exception {
    try (var deaf = new DeafMember(STACK.url("room=lobby&name=Deaf"));
        Member ann = STACK.connect("room=lobby&echo=on")) {
      int said = 0;
      while (!isDropped()) {
        assertThat(said).as("8 KB each, more than any buffer takes").isLessThan(5_000);
        for (int i = 0; i < 50; i++) {
          ann.say(TEXT);
        }
        said += 50;
        int heard = said;
        await()
            .atMost(Duration.ofMinutes(1))
            .until(
                () ->
                    ann.frames.stream()
                            .filter(frame -> frame.contains("\"type\":\"message\""))
                            .count()
                        == heard);
      }
      assertThat(deaf).isNotNull();
    }
  }

  private static boolean isDropped() {
    return STACK
        .stack()
        .dynamoDb()
        .scanPaginator(scan -> scan.tableName(STACK.table("session_history")))
        .items()
        .stream()
        .anyMatch(
            row ->
                row.containsKey("close_reason")
                    && row.get("close_reason").s().equals("slow consumer"));
  }
}
