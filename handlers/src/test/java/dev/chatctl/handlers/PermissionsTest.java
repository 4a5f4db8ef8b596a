package dev.chatctl.handlers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatctl.core.definition.ApiDefinition;
import dev.chatctl.core.json.Json;
import dev.chatctl.core.json.JsonFormatException;
import dev.chatctl.core.json.JsonObject;
import dev.chatctl.core.moderation.ModerationRule;
import dev.chatctl.core.moderation.ModerationTable;
import dev.chatctl.core.table.Row;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * The permissions in infra/chat-api.json become each function's IAM policy. Too few and it fails
 * once deployed; too many and it may do more than it has to.
 */
class PermissionsTest {
  private static final String SAY = "{\"action\":\"sendmessage\",\"message\":\"hi\"}";
  private static final String SAY_ONCE =
      "{\"action\":\"sendmessage\",\"message\":\"hi\",\"client_message_id\":\"1\"}";
  private static final String ADVICE =
      "what %s calls, and functions.%s.permissions in infra/chat-api.json; if a call is missing"
          + " here but is made elsewhere, make it here too";

  private final Instant longAgo = Instant.now().minusSeconds(60);
  private final TestBackend backend =
      new TestBackend(
          Map.of(
              "FAN_OUT_INLINE_LIMIT",
              "4",
              "PRESENCE_LIMIT",
              "100",
              "MESSAGES_PER_SECOND",
              "100",
              "SLOW_CONSUMER_SECONDS",
              "1",
              "JWT_SECRET",
              TokenLifeTest.SECRET));

  @AfterEach
  void close() {
    backend.close();
  }

  @Test
  void connectUsesExactlyWhatItIsPermitted() throws Exception {
    try (var dynamoDb = new ThrottlingDynamoDb(TestBackend.tablesEndpoint());
        var faulty =
            new TestBackend(
                Map.of(
                    "AWS_ENDPOINT_URL_DYNAMODB",
                    dynamoDb.endpoint().toString(),
                    "PRESENCE_LIMIT",
                    "100"))) {
      faulty.connect("b=", Map.of());
      faulty.restart();
      assertUses(
          "connect",
          () -> {
            faulty.connect("a=", Map.of());
            faulty.connectAs("ann=", longAgo, Map.of("user_id", "ann"));
            faulty.connect("d=", Map.of("name", "ann"));
            dynamoDb.throttle("PutItem", 1_000);
            faulty.connect("c=", Map.of());
          });
    }
  }

  @Test
  void disconnectUsesExactlyWhatItIsPermitted() {
    for (String id : List.of("a=", "b=", "c=")) {
      backend.connect(id, Map.of(), longAgo);
    }
    backend.tables.put("rooms", Row.of("room", "lobby").with("shard_count", 1).with("members", 3));
    assertUses(
        "disconnect",
        () -> {
          backend.disconnect("a=", longAgo, 1000, "bye");
          backend.disconnect("b=", longAgo, 1000, "bye");
        });
  }

  @Test
  void sendMessageUsesExactlyWhatItIsPermitted() {
    roomWithAGoneMember();
    assertUses(
        "send_message",
        () -> {
          backend.send("unknown=", SAY);
          backend.send("ann=", SAY);
          backend.send("live=", SAY);
          backend.send("live=", SAY_ONCE);
          crowd();
          backend.queue.refuse(true);
          backend.sendAs("untold=", "live=", SAY);
          backend.queue.refuse(false);
          backend.sendAs("untold=", "live=", SAY);
        });
  }

  @Test
  void defaultUsesExactlyWhatItIsPermitted() {
    roomWithAGoneMember();
    backend.connectAs("mod=", longAgo, Map.of("role", "moderate", "user_id", "mod"));
    assertUses(
        "default",
        () -> {
          backend.fallback("unknown=", SAY);
          backend.fallback("ann=", SAY);
          backend.fallback("live=", SAY);
          backend.fallback("live=", SAY_ONCE);
          backend.fallback("live=", SAY_ONCE);
          backend.fallback("live=", "{\"action\":\"who\"}");
          backend.fallback("live=", "{\"action\":\"history\"}");
          backend.fallback("live=", "{\"action\":\"rename\",\"name\":\"Liv\"}");
          backend.fallback("mod=", "{\"action\":\"rename\",\"name\":\"Mo\"}");
          String id = backend.messages().getFirst().get("message_id");
          backend.fallback("mod=", "{\"action\":\"delete\",\"id\":\"" + id + "\"}");
          crowd();
          backend.fallback("live=", SAY);
        });
  }

  @Test
  void fanOutUsesExactlyWhatItIsPermitted() {
    roomWithAGoneMember();
    crowd();
    CallRecorder.pausing(() -> backend.connect("deaf=", Map.of(), longAgo));
    CallRecorder.pausing(
        () -> backend.connectAs("short=", "ann", Instant.now().plus(Duration.ofSeconds(30))));
    backend.callback.fail("deaf=", Collections.nCopies(1_000, 429).toArray(Integer[]::new));
    backend.send("live=", SAY);
    List<String> jobs = backend.queue.takeAll();
    assertUses(
        "fan_out",
        () -> {
          backend.work(jobs, 0); // no time left: hands everything on
          backend.work(backend.queue.takeAll(), 29_000);
          dropDeaf();
        });
    assertThat(backend.callback.closed()).containsExactly("deaf=");
  }

  @Test
  void reaperUsesExactlyWhatItIsPermitted() {
    backend.connect("a=", Map.of(), Instant.now().minus(Duration.ofHours(3)));
    for (String id : List.of("over=", "over2=")) {
      var expired = Map.of("user_id", "ann", "expires_at", "" + longAgo.getEpochSecond());
      backend.connectAs(id, longAgo, expired);
    }
    backend.connect("live=", Map.of(), longAgo);
    backend.tables.put("rooms", Row.of("room", "lobby").with("shard_count", 1).with("members", 4));
    assertUses("reaper", backend::reap);
  }

  @Test
  void tokenUsesExactlyWhatItIsPermitted() {
    Instant expiresAt = Instant.now().plus(Duration.ofSeconds(30));
    backend.connectAs("a=", "ann", expiresAt);
    backend.restart();
    assertUses(
        "token",
        () -> {
          backend.renew("unknown=", SAY);
          backend.renew("a=", TokenLifeTest.request(TokenLifeTest.token("ann", expiresAt)));
          CallRecorder.pausing(this::banAnn);
          backend.renew("a=", SAY);
        });
  }

  @Test
  void theAuthorizerIsPermittedNothing() {
    assertThat(permitted("authorizer")).isEmpty();
  }

  @Test
  void everyFunctionIsTestedHere() {
    assertThat(ApiDefinition.load().functions().keySet())
        .containsExactlyInAnyOrder(
            "connect",
            "disconnect",
            "send_message",
            "default",
            "token",
            "fan_out",
            "reaper",
            "authorizer");
  }

  private void banAnn() {
    var whom = new ModerationRule.Whom(Optional.of("ann"), Optional.empty());
    new ModerationTable(backend.tables.tables(), backend.tables.name("moderation"))
        .make(
            new ModerationRule(
                ModerationRule.Kind.BAN,
                whom,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                "op",
                Instant.now()))
        .join();
    backend.restart();
  }

  /** Tells the room things until one that refuses all of it has done so for too long. */
  private void dropDeaf() {
    for (int told = 0; told < 100 && backend.callback.closed().isEmpty(); told++) {
      CallRecorder.pausing(() -> backend.send("live=", SAY));
      backend.work(backend.queue.takeAll(), 29_000);
    }
  }

  private void roomWithAGoneMember() {
    backend.connect("dead=", Map.of(), longAgo);
    backend.connect("live=", Map.of(), longAgo);
    backend.connectAs("ann=", longAgo, Map.of("user_id", "ann"));
    backend.callback.failAlways("dead=", 410);
  }

  /** More than are posted to inline. */
  private void crowd() {
    CallRecorder.pausing(
        () -> {
          for (int i = 0; i < 5; i++) {
            backend.connect("crowd" + i + "=", Map.of(), longAgo);
          }
        });
  }

  private void assertUses(String function, Runnable invocation) {
    backend.restart(); // or it might know already what a function has to read
    assertThat(CallRecorder.during(invocation))
        .as(ADVICE, function, function)
        .isEqualTo(permitted(function));
  }

  private static SortedSet<String> permitted(String function) {
    JsonObject permissions =
        definition().object("functions").object(function).object("permissions");
    var calls = new TreeSet<String>();
    JsonObject tables = permissions.object("tables");
    for (String table : tables.names()) {
      texts(tables, table).forEach(action -> calls.add("tables." + table + "." + action));
    }
    texts(permissions, "connections").forEach(verb -> calls.add("connections." + verb));
    texts(permissions, "queues").forEach(queue -> calls.add("queues.SendMessage"));
    return calls;
  }

  private static List<String> texts(JsonObject json, String name) {
    return json.value(name) instanceof List<?> values
        ? values.stream().map(Object::toString).toList()
        : List.of();
  }

  private static JsonObject definition() {
    try (var in = ApiDefinition.class.getResourceAsStream("chat-api.json")) {
      return Json.parseObject(Objects.requireNonNull(in));
    } catch (IOException | JsonFormatException e) {
      throw new AssertionError(e);
    }
  }
}
