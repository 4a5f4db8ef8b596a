package dev.chatctl.handlers;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** DynamoDB throttles: for a moment, and for good. */
class StorageTroubleTest {
  private static final int FOR_GOOD = 1_000_000;

  private ThrottlingDynamoDb dynamoDb;
  private TestBackend backend;

  @BeforeEach
  void start() throws Exception {
    dynamoDb = new ThrottlingDynamoDb(TestBackend.tablesEndpoint());
    backend = new TestBackend(Map.of("AWS_ENDPOINT_URL_DYNAMODB", dynamoDb.endpoint().toString()));
  }

  @AfterEach
  void close() {
    backend.close();
    dynamoDb.close();
  }

  @Test
  void aThrottleThatPassesIsNotNoticed() {
    for (String operation : new String[] {"PutItem", "UpdateItem", "GetItem", "Query"}) {
      dynamoDb.throttle(operation, 2);
    }
    backend.connect("a=", Map.of());
    for (String operation : new String[] {"PutItem", "UpdateItem", "TransactWriteItems"}) {
      dynamoDb.throttle(operation, 2);
    }

    backend.send("a=", "{\"action\":\"sendmessage\",\"message\":\"hi\"}");

    assertThat(backend.callback.frames("a=")).singleElement().asString().contains("\"hi\"");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "envelope | message |"
            + " {\"v\":1,\"type\":\"error\",\"code\":\"unavailable\",\"message\":\"storage:"
            + " unavailable (expected: try again)\",\"client_message_id\":\"7\"}",
        "name-text | msg | storage: unavailable (expected: try again)",
        "message-text | message | storage: unavailable (expected: try again)",
        "data-text | data | storage: unavailable (expected: try again)",
        "message-json | message | {\"errors\": [\"storage: unavailable (expected: try again)\"]}",
      })
  void aThrottleThatLastsIsToldToTheSenderInItsDialectAndNobodyIsSentAnything(
      String dialect, String key, String answer) {
    backend.connect("a=", Map.of("dialect", dialect));
    backend.connect("b=", Map.of());
    dynamoDb.throttle("PutItem", FOR_GOOD);
    dynamoDb.throttle("TransactWriteItems", FOR_GOOD);

    var result =
        backend.send(
            "a=",
            "{\"action\":\"sendmessage\",\"%s\":\"hi\",\"client_message_id\":\"7\"}"
                .formatted(key));

    assertThat(result.integer("statusCode")).hasValue(500);
    assertThat(result.string("body")).contains(answer);
    assertThat(backend.callback.frames("b=")).noneMatch(frame -> frame.contains("hi"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "envelope | 500",
        "name-text | 503",
        "message-text | 500",
        "data-text | 500",
        "message-json | 500"
      })
  void nobodyIsLetInWhoCannotBeWrittenDown(String dialect, long status) {
    dynamoDb.throttle("PutItem", FOR_GOOD);
    assertThat(backend.connect("a=", Map.of("dialect", dialect)).integer("statusCode"))
        .hasValue(status);
    assertThat(backend.tables.items("rooms"))
        .singleElement()
        .satisfies(room -> assertThat(room).containsEntry("members", "0"));
  }

  @Test
  void nothingIsLeftOfWhoWasWrittenDownInOneTableOnly() {
    dynamoDb.throttle("PutItem", backend.tables.name("active_connections"), FOR_GOOD);
    backend.connect("a=", Map.of());
    assertThat(backend.tables.items("session_history"))
        .singleElement()
        .satisfies(session -> assertThat(session).containsEntry("close_reason", "refused"));

    dynamoDb.throttle("PutItem", backend.tables.name("active_connections"), 0);
    dynamoDb.throttle("PutItem", backend.tables.name("session_history"), FOR_GOOD);
    backend.connect("b=", Map.of());
    assertThat(backend.tables.items("active_connections")).isEmpty();
    assertThat(backend.tables.items("rooms"))
        .singleElement()
        .satisfies(room -> assertThat(room).containsEntry("members", "0"));
  }

  @Test
  void whoCannotBeTakenOffTheListKeepsNobodyFromBeingToldOnce() {
    Instant longAgo = Instant.now().minusSeconds(60);
    backend.connect("a=", Map.of(), longAgo);
    backend.connect("dead=", Map.of(), longAgo);
    backend.callback.failAlways("dead=", 410);
    dynamoDb.throttle("DeleteItem", FOR_GOOD);
    String say = "{\"action\":\"sendmessage\",\"message\":\"hi\"}";

    assertThat(backend.sendAs("m=", "a=", say).integer("statusCode")).hasValue(200);
    backend.sendAs("m=", "a=", say);

    assertThat(backend.callback.frames("a=")).hasSize(1);
  }

  @Test
  void aJobIsDoneThoughWhoIsGoneCannotBeTakenOffTheList() {
    try (var crowded =
        new TestBackend(
            Map.of(
                "AWS_ENDPOINT_URL_DYNAMODB",
                dynamoDb.endpoint().toString(),
                "FAN_OUT_INLINE_LIMIT",
                "1"))) {
      Instant longAgo = Instant.now().minusSeconds(60);
      crowded.connect("a=", Map.of(), longAgo);
      crowded.connect("dead=", Map.of(), longAgo);
      crowded.callback.failAlways("dead=", 410);
      crowded.send("a=", "{\"action\":\"sendmessage\",\"message\":\"hi\"}");
      dynamoDb.throttle("DeleteItem", FOR_GOOD);

      assertThat(crowded.work(crowded.queue.takeAll(), 29_000)).isEmpty();

      assertThat(crowded.callback.frames("a=")).hasSize(1);
    }
  }
}
