package dev.chatctl.local;

import static java.util.Objects.requireNonNull;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.asynchttpclient.Dsl.asyncHttpClient;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.util.List;
import java.util.Map;
import org.asynchttpclient.AsyncHttpClient;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;

/** The whole backend, spoken to by a client that shares no code with it. */
@TestInstance(Lifecycle.PER_CLASS)
class LocalStackTest {
  private LocalStack stack;
  private AsyncHttpClient client;

  @BeforeAll
  void start() throws Exception {
    stack = LocalStack.start(0);
    client = asyncHttpClient();
  }

  @AfterAll
  void stop() throws Exception {
    client.close();
    stack.close();
  }

  @Test
  void whatOneSaysReachesEverybodyInTheRoom() throws Exception {
    try (var ann = connect("room=e2e&name=ann");
        var bob = connect("room=e2e&name=bob");
        var eve = connect("room=elsewhere&name=eve")) {
      ann.say("hello \u00e4\u20ac\ud83d\ude00");

      await().until(() -> !bob.frames.isEmpty() && !ann.frames.isEmpty());
      assertThat(bob.frames).singleElement().asString().contains("hello \u00e4\u20ac\ud83d\ude00");
      assertThat(bob.frames.peek()).isEqualTo(ann.frames.peek()).contains("\"name\":\"ann\"");
      assertThat(eve.frames).isEmpty();
    }
  }

  @Test
  void aSessionIsClosedWithItsDurationAndCloseCode() throws Exception {
    try (var ann = connect("room=closing")) {
      await().until(() -> rows("active_connections", "room_shard", "closing#0").size() == 1);
      String id = rows("active_connections", "room_shard", "closing#0").getFirst();

      ann.socket.sendCloseFrame(4000, "bye").get(10, SECONDS);

      await().until(() -> rows("active_connections", "room_shard", "closing#0").isEmpty());
      QueryResponse session = query("session_history", "connection_id", id);
      assertThat(session.items())
          .singleElement()
          .satisfies(
              item -> {
                assertThat(item)
                    .containsKeys("source_ip", "connected_at", "disconnected_at")
                    .containsKey("duration_seconds");
                assertThat(item)
                    .containsEntry("close_code", AttributeValue.fromN("4000"))
                    .containsEntry("close_reason", AttributeValue.fromS("bye"));
              });
    }
  }

  @Test
  void anUnknownActionIsAnsweredByTheDefaultRoute() throws Exception {
    try (var ann = connect("room=unknown")) {
      ann.socket.sendTextFrame("{\"action\":\"nonsense\"}").get(10, SECONDS);

      await().until(() -> !ann.frames.isEmpty());
      assertThat(ann.frames.peek()).contains("\"type\":\"error\"");
    }
  }

  private List<String> rows(String table, String key, String value) {
    return query(table, key, value).items().stream()
        .map(item -> requireNonNull(item.get("connection_id")).s())
        .toList();
  }

  private QueryResponse query(String table, String key, String value) {
    return stack
        .dynamoDb()
        .query(
            request ->
                request
                    .tableName(stack.addresses().tables().get(table))
                    .keyConditionExpression("#key = :value")
                    .expressionAttributeNames(Map.of("#key", key))
                    .expressionAttributeValues(Map.of(":value", AttributeValue.fromS(value))));
  }

  private Member connect(String query) throws Exception {
    return new Member(client, URI.create(stack.addresses().webSocketUrl() + "?" + query));
  }
}
