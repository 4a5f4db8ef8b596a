package dev.chatctl.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Many who come, or go, at once. */
class RushTest {
  private static final int FIRST = 2;
  private static final int REST = 60;

  @RegisterExtension static final RunningStack STACK = new RunningStack(StackOptions.defaults());

  @ParameterizedTest
  @ValueSource(strings = {"", "table-lose-answer=3%,seed=5", "table-throttle=10%,seed=6"})
  void everyoneIsCountedOnceWhoComesAndGoes(String faults) throws Exception {
    String room = "rush-" + Math.floorMod(faults.hashCode(), 1_000);
    List<Member> first = STACK.crowd(room, FIRST);
    STACK.faults(faults);
    var all = new ConcurrentLinkedQueue<>(first);
    atOnce(() -> STACK.connect("room=" + room), all);
    STACK.faults("");
    // Whoever comes next counts as well, whatever became of what the others noted.
    all.add(STACK.connect("room=" + room));
    assertThat(counted(room)).isEqualTo(rows(room)).isEqualTo(FIRST + REST + 1);

    STACK.faults(faults);
    List<Member> leaving = all.stream().skip(1).toList();
    leaving.parallelStream().forEach(Member::close);
    await().until(() -> leaving.stream().noneMatch(member -> member.socket.isOpen()));
    await().until(() -> rows(room) == 1);
    STACK.faults("");
    Member last = STACK.connect("room=" + room);
    await().until(() -> counted(room) == 2);
    last.close();
    first.getFirst().close();
  }

  private static void atOnce(Callable<Member> connect, ConcurrentLinkedQueue<Member> all)
      throws InterruptedException {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      threads
          .invokeAll(IntStream.range(0, REST).mapToObj(i -> persistently(connect, all)).toList())
          .forEach(
              future ->
                  assertThat(future.state()).isEqualTo(java.util.concurrent.Future.State.SUCCESS));
    }
  }

  /** As a client does that is not let in. */
  private static Callable<Boolean> persistently(
      Callable<Member> connect, ConcurrentLinkedQueue<Member> all) {
    return () -> {
      for (int attempt = 1; ; attempt++) {
        try {
          return all.add(connect.call());
        } catch (java.util.concurrent.ExecutionException refused) {
          if (attempt == 20) {
            throw refused;
          }
        }
      }
    };
  }

  private static int rows(String room) {
    return STACK
        .stack()
        .dynamoDb()
        .query(
            query ->
                query
                    .tableName(STACK.table("active_connections"))
                    .consistentRead(true)
                    .keyConditionExpression("room_shard = :shard")
                    .expressionAttributeValues(Map.of(":shard", AttributeValue.fromS(room + "#0"))))
        .count();
  }

  private static int counted(String room) {
    return Integer.parseInt(
        STACK
            .stack()
            .dynamoDb()
            .getItem(
                get ->
                    get.tableName(STACK.table("rooms"))
                        .consistentRead(true)
                        .key(Map.of("room", AttributeValue.fromS(room))))
            .item()
            .getOrDefault("members", AttributeValue.fromN("-1"))
            .n());
  }
}
