package dev.chatctl.handlers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatctl.core.table.Row;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Messages that were stored and then not told, and their repetition. */
class UntoldMessageTest {
  private static final String SAY = "{\"action\":\"sendmessage\",\"message\":\"hi\"}";
  private static final String SAY_ONCE =
      "{\"action\":\"sendmessage\",\"message\":\"hi\",\"client_message_id\":\"1\"}";
  private static final String DIRECT =
      "{\"action\":\"direct\",\"to\":\"b=\",\"message\":\"psst\",\"client_message_id\":\"1\"}";
  private static final int FOR_GOOD = 1_000_000;

  private final Instant longAgo = Instant.now().minusSeconds(60);
  private ThrottlingDynamoDb dynamoDb;
  private TestBackend backend;

  @BeforeEach
  void start() throws Exception {
    dynamoDb = new ThrottlingDynamoDb(TestBackend.tablesEndpoint());
    backend =
        new TestBackend(
            Map.of(
                "AWS_ENDPOINT_URL_DYNAMODB",
                dynamoDb.endpoint().toString(),
                "FAN_OUT_INLINE_LIMIT",
                "2"));
    backend.connect("a=", Map.of(), longAgo);
    backend.connect("b=", Map.of(), longAgo);
  }

  @AfterEach
  void close() {
    backend.close();
    dynamoDb.close();
  }

  @Test
  void aClientsRepetitionTellsOnceWhatCouldNotBeTold() {
    dynamoDb.throttle("Query", FOR_GOOD);
    assertThat(backend.send("a=", SAY_ONCE).string("body")).get().asString().contains("unavailabl");
    dynamoDb.throttle("Query", 0);
    String stored = onlyMessage();

    for (int i = 0; i < 2; i++) {
      assertThat(backend.send("a=", SAY_ONCE).string("body"))
          .get()
          .asString()
          .contains(stored, "\"duplicate\":true");
    }

    for (String id : List.of("a=", "b=")) {
      assertThat(backend.callback.frames(id)).singleElement().asString().contains(stored);
    }
  }

  @Test
  void theSameEventAgainTellsOnceWhatCouldNotBeTold() {
    dynamoDb.throttle("Query", FOR_GOOD);
    backend.sendAs("m=", "a=", SAY);
    dynamoDb.throttle("Query", 0);
    backend.sendAs("m=", "a=", SAY);
    backend.sendAs("m=", "a=", SAY);
    assertThat(backend.callback.frames("b=")).singleElement().asString().contains(onlyMessage());
  }

  @Test
  void whatTheQueueRefusedIsQueuedByTheRepetition() {
    backend.connect("c=", Map.of(), longAgo);
    backend.queue.refuse(true);
    assertThat(backend.send("a=", SAY_ONCE).string("body")).get().asString().contains("unavailabl");
    backend.queue.refuse(false);

    backend.send("a=", SAY_ONCE);
    backend.send("a=", SAY_ONCE);
    List<String> jobs = backend.queue.takeAll();

    assertThat(jobs).hasSize(1);
    backend.work(jobs, 29_000);
    for (String id : List.of("a=", "b=", "c=")) {
      assertThat(backend.callback.frames(id)).singleElement().asString().contains(onlyMessage());
    }
  }

  @Test
  void whoIsToldAgainAfterAFunctionDiedHearsTheSameIdAndText() {
    backend.send("a=", SAY_ONCE);
    diedBeforeItNoted(onlyMessage());

    backend.send("a=", SAY_ONCE.replace("hi", "another text"));

    List<String> heard = backend.callback.frames("b=");
    assertThat(heard).hasSize(2).containsOnly(heard.getFirst());
  }

  @Test
  void aDirectMessageIsToldAgainUnderTheSameIdToo() {
    backend.fallback("a=", DIRECT);
    String id =
        backend.callback.frames("b=").getFirst().replaceFirst(".*?\"id\":\"([0-9A-Z]{26}).*", "$1");
    diedBeforeItNoted(id);

    backend.fallback("a=", DIRECT);

    assertThat(backend.callback.frames("b=")).hasSize(2).allMatch(frame -> frame.contains(id));
  }

  private String onlyMessage() {
    assertThat(backend.messages()).hasSize(1);
    return backend.messages().getFirst().getOrDefault("message_id", "");
  }

  /** Leaves what a function leaves that is killed after its posts. */
  private void diedBeforeItNoted(String id) {
    backend.tables.put(
        "message_history",
        Row.of("room_bucket", "fan-out#" + id)
            .with("message_id", "whole")
            .with("next_connection_id", "")
            .with("done", 0));
  }
}
