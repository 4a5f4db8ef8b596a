package dev.chatctl.local;

import static java.util.Objects.requireNonNull;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;

/** The whole backend, spoken to by a client that shares no code with it. */
class LocalStackTest {
  @RegisterExtension static final RunningStack STACK = new RunningStack(StackOptions.defaults());

  @Test
  void whatOneSaysReachesEverybodyInTheRoom() throws Exception {
    try (var ann = STACK.connect("room=e2e&name=ann");
        var bob = STACK.connect("room=e2e&name=bob");
        var eve = STACK.connect("room=elsewhere&name=eve")) {
      ann.say("hello \u00e4\u20ac\ud83d\ude00");

      await().until(() -> !bob.frames.isEmpty() && !ann.frames.isEmpty());
      assertThat(bob.frames).singleElement().asString().contains("hello \u00e4\u20ac\ud83d\ude00");
      assertThat(bob.frames.peek()).isEqualTo(ann.frames.peek()).contains("\"name\":\"ann\"");
      assertThat(eve.frames).isEmpty();
    }
  }

  @Test
  void aSessionIsClosedWithItsDurationAndCloseCode() throws Exception {
    try (var ann = STACK.connect("room=closing")) {
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
    try (var ann = STACK.connect("room=unknown")) {
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
    return STACK
        .stack()
        .dynamoDb()
        .query(
            request ->
                request
                    .tableName(STACK.addresses().aws().tables().get(table))
                    .keyConditionExpression("#key = :value")
                    .expressionAttributeNames(Map.of("#key", key))
                    .expressionAttributeValues(Map.of(":value", AttributeValue.fromS(value))));
  }
}
