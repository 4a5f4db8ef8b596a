package dev.chatctl.handlers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatctl.core.table.Row;
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
  void aWorkerThatIsKilledAfterASliceLeavesTheRestToTheNextWithTheSameId() {
    fillRoom();
    say("hi");
    String job = backend.queue.takeAll().getFirst();
    // What a worker killed after its first slice leaves: some were told, and the checkpoint.
    String id = job.replaceFirst(".*\"id\":\"([0-9A-Z]{26})\".*", "$1");
    backend.tables.put(
        "message_history",
        Row.of("room_bucket", "fan-out#" + id)
            .with("message_id", "shard-0")
            .with("next_connection_id", "c20=")
            .with("done", 0));

    assertThat(backend.work(List.of(job), ENOUGH_TIME)).isEmpty();

    // In order of their ids: c0, c1, c10 to c19, c2 were told by the first worker.
    assertThat(backend.callback.frames("c19=")).isEmpty();
    assertThat(backend.callback.frames("c20=")).singleElement().asString().contains(id);
    assertThat(backend.callback.frames("c9=")).singleElement().asString().contains(id);
  }

  @Test
  void aJobThatFailsIsReportedAndDoneWhenItComesAgain() throws Exception {
    var dynamoDb = new ThrottlingDynamoDb(TestBackend.tablesEndpoint());
    try (dynamoDb;
        var faulty =
            new TestBackend(
                Map.of(
                    "FAN_OUT_INLINE_LIMIT",
                    "1",
                    "AWS_ENDPOINT_URL_DYNAMODB",
                    dynamoDb.endpoint().toString()))) {
      faulty.connect("a=", Map.of(), longAgo);
      faulty.connect("b=", Map.of(), longAgo);
      faulty.send("a=", "{\"action\":\"sendmessage\",\"message\":\"hi\"}");
      List<String> jobs = faulty.queue.takeAll();
      dynamoDb.throttle("Query", 1_000);

      assertThat(faulty.work(jobs, ENOUGH_TIME)).containsExactly("job-0");
      dynamoDb.throttle("Query", 0);
      assertThat(faulty.work(jobs, ENOUGH_TIME)).isEmpty();

      assertThat(faulty.callback.frames("a=")).hasSize(1);
      assertThat(faulty.callback.frames("b=")).hasSize(1);
    }
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
