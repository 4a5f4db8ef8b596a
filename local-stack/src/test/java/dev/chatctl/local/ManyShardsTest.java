package dev.chatctl.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.chatctl.core.json.Json;
import dev.chatctl.core.json.JsonFormatException;
import dev.chatctl.core.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Rooms whose lists and histories are in several partitions, told inline and by jobs. */
class ManyShardsTest {
  private static final int INLINE_LIMIT = 25;
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @RegisterExtension
  static final RunningStack STACK =
      new RunningStack(
          StackOptions.defaults()
              .withEnvironment(Map.of("FAN_OUT_INLINE_LIMIT", String.valueOf(INLINE_LIMIT))));

  @ParameterizedTest
  @CsvSource({"2, 24", "8, 24", "2, 32", "8, 40"})
  void everybodyInEveryShardIsToldListedAndReadAgain(int shards, int size) throws Exception {
    String room = "shards-%d-%d".formatted(shards, size);
    put(room, shards);
    List<Member> members = STACK.crowd(room, size);
    int[] rows = IntStream.range(0, shards).map(shard -> rows(room, shard)).toArray();
    assertThat(IntStream.of(rows).sum()).as("members of all shards").isEqualTo(size);
    assertThat(IntStream.of(rows).filter(count -> count > 0).count())
        .as("shards that have members: which one somebody is in is drawn")
        .isGreaterThan(shards / 2);
    String start = ask(members.getFirst(), "history", "\"limit\":1").require("position");

    for (int i = 0; i < size; i++) {
      members.get(i).say("message " + i + ".");
    }

    for (Member member : members) {
      await()
          .atMost(PATIENCE)
          .untilAsserted(() -> assertThat(messages(member).toList()).hasSize(size));
    }
    List<String> told = ids(messages(members.getFirst()));
    assertThat(told).doesNotHaveDuplicates();
    var read = new ArrayList<String>();
    JsonObject reply;
    String position = start;
    do {
      reply =
          ask(members.getLast(), "history", "\"limit\":7,\"after_position\":\"" + position + "\"");
      read.addAll(ids(reply.objects("messages").stream()));
      position = reply.require("position");
    } while (reply.has("after"));
    assertThat(read).isSorted().containsExactlyElementsOf(new TreeSet<>(told));
    assertThat(partitions(room))
        .as("partitions of the history: which one a message is in is drawn")
        .isBetween(shards / 2 + 1L, (long) shards);
    assertThat(ask(members.getFirst(), "who", "\"x\":0").integer("count")).hasValue(size);

    members.subList(1, size).forEach(Member::close);
    await().atMost(PATIENCE).until(() -> counted(room, shards) == 1);
    members.getFirst().say("alone.");
    await()
        .atMost(PATIENCE)
        .until(() -> members.getFirst().frames.stream().anyMatch(f -> f.contains("alone.")));
    members.getFirst().close();
    await().atMost(PATIENCE).until(() -> counted(room, shards) == 0);
  }

  private static void put(String room, int shards) {
    STACK
        .stack()
        .dynamoDb()
        .putItem(
            put ->
                put.tableName(STACK.table("rooms"))
                    .item(
                        Map.of(
                            "room", AttributeValue.fromS(room),
                            "shard_count", AttributeValue.fromN(String.valueOf(shards)))));
  }

  private static int rows(String room, int shard) {
    return STACK
        .stack()
        .dynamoDb()
        .query(
            query ->
                query
                    .tableName(STACK.table("active_connections"))
                    .consistentRead(true)
                    .keyConditionExpression("room_shard = :shard")
                    .expressionAttributeValues(
                        Map.of(":shard", AttributeValue.fromS(room + "#" + shard))))
        .count();
  }

  private static long partitions(String room) {
    return STACK
        .stack()
        .dynamoDb()
        .scanPaginator(scan -> scan.tableName(STACK.table("message_history")))
        .items()
        .stream()
        .filter(row -> row.containsKey("message"))
        .map(row -> row.getOrDefault("room_bucket", AttributeValue.fromS("")).s())
        .filter(bucket -> bucket.startsWith(room + "#"))
        .distinct()
        .count();
  }

  /** What the room's row says. */
  private static long counted(String room, int shards) {
    Map<String, AttributeValue> row =
        STACK
            .stack()
            .dynamoDb()
            .getItem(
                get ->
                    get.tableName(STACK.table("rooms"))
                        .consistentRead(true)
                        .key(Map.of("room", AttributeValue.fromS(room))))
            .item();
    long members = 0;
    for (int shard = 0; shard < shards; shard++) {
      var count = row.get(shard == 0 ? "members" : "members_" + shard);
      members += count == null ? 0 : Long.parseLong(count.n());
    }
    return members;
  }

  private static JsonObject ask(Member member, String action, String fields) throws Exception {
    long replies = frames(member, action).count();
    var unused = member.socket.sendTextFrame("{\"action\":\"%s\",%s}".formatted(action, fields));
    await().atMost(PATIENCE).until(() -> frames(member, action).count() > replies);
    return frames(member, action).toList().getLast();
  }

  private static List<String> ids(Stream<JsonObject> messages) {
    return messages.map(message -> message.string("id").orElseThrow()).toList();
  }

  private static Stream<JsonObject> messages(Member member) {
    return frames(member, "message");
  }

  private static Stream<JsonObject> frames(Member member, String type) {
    return member.frames.stream()
        .map(ManyShardsTest::json)
        .filter(frame -> frame.string("type").filter(type::equals).isPresent());
  }

  private static JsonObject json(String frame) {
    try {
      return Json.parseObject(frame);
    } catch (JsonFormatException e) {
      throw new AssertionError(frame, e);
    }
  }
}
