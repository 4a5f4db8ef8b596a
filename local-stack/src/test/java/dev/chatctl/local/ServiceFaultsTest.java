package dev.chatctl.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.chatctl.core.json.Json;
import dev.chatctl.core.json.JsonFormatException;
import dev.chatctl.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Whatever goes wrong between the functions and their services: what was acknowledged is in the
 * history once, in the one order, and whoever was told nothing finds it there; inline and through
 * the queue.
 */
class ServiceFaultsTest {
  private static final int MEMBERS = 4;
  private static final int EACH = 8;
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  @RegisterExtension
  static final RunningStack STACK =
      new RunningStack(
          StackOptions.defaults().withEnvironment(Map.of("FAN_OUT_INLINE_LIMIT", "3")));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "table-lose-answer=8%,seed=1",
        "table-throttle=15%,seed=2",
        "table-latency=uniform(1ms,200ms),queue-duplicate=50%,queue-latency=20ms,seed=3",
        "function-kill=4%,seed=4"
      })
  void whatIsAcknowledgedIsStoredOnceAndFound(String faults) throws Exception {
    for (int size : new int[] {2, MEMBERS}) { // told inline, and by jobs
      String room = "faulty-" + Math.floorMod(faults.hashCode(), 1_000) + "-" + size;
      List<Member> members = STACK.crowd(room, size);
      String start = position(members.getFirst());
      assertThat(put(faults)).startsWith("200 ");
      var acknowledged = new HashMap<String, List<String>>();
      for (int i = 0; i < EACH; i++) {
        for (int m = 0; m < size; m++) {
          String text = "message " + i + " of " + m + ".";
          String id = sayUntilAcknowledged(members.get(m), text, room + i);
          acknowledged.computeIfAbsent("of " + m, sender -> new ArrayList<>()).add(id);
        }
      }
      assertThat(put("")).startsWith("200 ");

      List<String> stored = resume(members.getLast(), start);

      assertThat(stored).isSorted().doesNotHaveDuplicates();
      assertThat(stored)
          .containsExactlyInAnyOrderElementsOf(
              acknowledged.values().stream().flatMap(List::stream).toList());
      assertThat(acknowledged.values()).allSatisfy(ids -> assertThat(ids).isSorted());
      members.forEach(Member::close);
    }
  }

  /** As a client does: with the same id, until it knows. */
  private static String sayUntilAcknowledged(Member member, String text, String id)
      throws Exception {
    var told = new AtomicReference<>(Optional.<String>empty());
    for (int attempt = 0; told.get().isEmpty() && attempt < 30; attempt++) {
      long refusals = refusals(member);
      var unused =
          member.socket.sendTextFrame(
              "{\"action\":\"sendmessage\",\"message\":\"%s\",\"client_message_id\":\"%s\"}"
                  .formatted(text, id));
      await()
          .pollInterval(Duration.ofMillis(5))
          .atMost(PATIENCE)
          .until(
              () -> {
                told.set(
                    frames(member)
                        .filter(frame -> frame.string("type").equals(Optional.of("ack")))
                        .filter(frame -> frame.string("client_message_id").equals(Optional.of(id)))
                        .flatMap(frame -> frame.string("id").stream())
                        .findFirst());
                return told.get().isPresent() || refusals(member) > refusals;
              });
    }
    return told.get().orElseThrow();
  }

  private static long refusals(Member member) {
    return frames(member)
        .filter(
            frame ->
                frame.string("type").equals(Optional.of("error"))
                    || frame.string("message").equals(Optional.of("Internal server error")))
        .count();
  }

  private static String position(Member member) throws Exception {
    return ask(member, "\"limit\":1").require("position");
  }

  private static List<String> resume(Member member, String from) throws Exception {
    var ids = new ArrayList<String>();
    String position = from;
    JsonObject reply;
    do {
      reply = ask(member, "\"limit\":20,\"after_position\":\"" + position + "\"");
      assertThat(reply.isTrue("recovered")).isTrue();
      for (JsonObject message : reply.objects("messages")) {
        ids.add(message.require("id"));
      }
      position = reply.require("position");
    } while (reply.has("after"));
    return ids;
  }

  private static JsonObject ask(Member member, String members) throws Exception {
    long replies = histories(member).size();
    var unused = member.socket.sendTextFrame("{\"action\":\"history\",%s}".formatted(members));
    await().atMost(PATIENCE).until(() -> histories(member).size() > replies);
    return histories(member).getLast();
  }

  private static List<JsonObject> histories(Member member) {
    return frames(member)
        .filter(frame -> frame.string("type").equals(Optional.of("history")))
        .toList();
  }

  private static Stream<JsonObject> frames(Member member) {
    return member.frames.stream().map(ServiceFaultsTest::json);
  }

  private static JsonObject json(String frame) {
    try {
      return Json.parseObject(frame);
    } catch (JsonFormatException e) {
      throw new AssertionError(frame, e);
    }
  }

  private static String put(String faults) throws Exception {
    URI url = STACK.addresses().controls().faultUrl();
    try (HttpClient http = HttpClient.newHttpClient()) {
      var answer =
          http.send(
              HttpRequest.newBuilder(url).PUT(HttpRequest.BodyPublishers.ofString(faults)).build(),
              HttpResponse.BodyHandlers.ofString());
      return answer.statusCode() + " " + answer.body();
    }
  }
}
