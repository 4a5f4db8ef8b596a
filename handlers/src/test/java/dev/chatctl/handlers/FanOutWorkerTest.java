package dev.chatctl.handlers;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FanOutWorkerTest {
  private static final int MEMBERS = 30;
  private static final int NO_TIME = 0;
  private static final int ENOUGH_TIME = 29_000;

  private final Instant longAgo = Instant.now().minusSeconds(60);
  private final TestBackend backend = new TestBackend(Map.of("FAN_OUT_INLINE_LIMIT", "5"));

  @AfterEach
  void close() {
    backend.close();
  }

  @Test
  void aCrowdedRoomIsToldByWorkersOnce() {
    fillRoom();
    say("hi");
    assertThat(told()).isZero();
    List<String> jobs = backend.queue.takeAll();
    assertThat(backend.work(jobs, ENOUGH_TIME)).isEmpty();
    assertThat(told()).isEqualTo(MEMBERS);
  }

  @Test
  void aJobThatIsDeliveredAgainTellsNobodyTwice() {
    fillRoom();
    say("hi");
    List<String> jobs = backend.queue.takeAll();
    backend.work(jobs, ENOUGH_TIME);
    backend.work(jobs, ENOUGH_TIME);
    assertThat(told()).isEqualTo(MEMBERS);
  }

  @Test
  void whatTheDeadlineLeavesOverIsHandedOn() {
    fillRoom();
    say("hi");
    assertThat(backend.work(backend.queue.takeAll(), NO_TIME)).isEmpty();
    assertThat(told()).isZero();
    assertThat(backend.work(backend.queue.takeAll(), ENOUGH_TIME)).isEmpty();
    assertThat(told()).isEqualTo(MEMBERS);
  }

  @Test
  void aPoisonJobIsReportedAndTheOthersAreDone() {
    fillRoom();
    say("hi");
    var batch = new ArrayList<>(List.of("poison", "{\"v\":9}"));
    batch.addAll(backend.queue.takeAll());
    assertThat(backend.work(batch, ENOUGH_TIME)).containsExactly("job-0", "job-1");
    assertThat(told()).isEqualTo(MEMBERS);
  }

  @Test
  void goneThrottledAndFailingRecipientsDoNotKeepTheOthersFromTheMessage() {
    fillRoom();
    backend.callback.failAlways("c1=", 410);
    backend.callback.fail("c2=", 429, 429);
    backend.callback.fail("c3=", 500);
    backend.callback.failAlways("c4=", 400);
    say("hi");
    backend.work(backend.queue.takeAll(), ENOUGH_TIME);
    assertThat(told()).isEqualTo(MEMBERS - 2);
    assertThat(backend.tables.items("active_connections"))
        .noneMatch(row -> "c1=".equals(row.get("connection_id")));
  }

  private void fillRoom() {
    for (int i = 0; i < MEMBERS; i++) {
      backend.connect("c" + i + "=", Map.of(), longAgo);
    }
  }

  private void say(String text) {
    backend.send("c0=", "{\"action\":\"sendmessage\",\"message\":\"" + text + "\"}");
  }

  private long told() {
    long told = 0;
    for (int i = 0; i < MEMBERS; i++) {
      told += backend.callback.frames("c" + i + "=").size();
    }
    return told;
  }
}
