package dev.chatctl.handlers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatctl.core.json.JsonObject;
import dev.chatctl.core.table.Row;
import dev.chatctl.core.wire.Dialects;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each dialect's transcript, byte for byte: the lines that say what clients do are done, and the
 * lines that say what they get are written anew and compared. A star stands for what differs
 * between runs.
 */
class TranscriptTest {
  private static final String QUIET = "an interval passes";

  private final TestBackend backend = new TestBackend(Map.of("PRESENCE_LIMIT", "50"));
  private final Map<String, Integer> seen = new HashMap<>();
  private final List<String> actual = new ArrayList<>();
  private final Instant connectedAt = Instant.now();

  @AfterEach
  void close() {
    backend.close();
  }

  static List<String> dialects() {
    return Dialects.names();
  }

  @ParameterizedTest
  @MethodSource("dialects")
  void isAsRecorded(String dialect) throws IOException {
    List<String> transcript = read("transcripts/" + dialect + ".txt");
    for (String line : transcript) {
      if (line.startsWith("#")) {
        actual.add(line);
      } else if (line.startsWith("connect ") || line.startsWith("disconnect ")) {
        actual.add(line);
        comeOrGo(line.split(" "), dialect);
        collectFrames();
      } else if (line.equals(QUIET)) {
        actual.add(line);
        passAnInterval();
        collectFrames();
      } else if (line.contains(" sends ")) {
        actual.add(line);
        JsonObject result = send(line.split(" sends ", 2));
        collectFrames();
        result
            .string("body")
            .ifPresent(
                body ->
                    actual.add(
                        line.split(" ", 2)[0]
                            + " is told "
                            + result.integer("statusCode").orElse(0)
                            + " "
                            + starred(body)));
      }
    }
    assertThat(String.join("\n", actual)).isEqualTo(String.join("\n", transcript));
  }

  private void comeOrGo(String[] words, String dialect) {
    if (words[0].equals("disconnect")) {
      backend.disconnect(words[1], connectedAt, 1000, "");
      return;
    }
    var query = new HashMap<>(Map.of("dialect", dialect));
    for (int i = 2; i < words.length; i++) {
      String[] parameter = words[i].split("=", 2);
      query.put(parameter[0], parameter[1]);
    }
    JsonObject result = backend.connect(words[1], query, connectedAt);
    assertThat(result.integer("statusCode")).hasValue(200);
    seen.put(words[1], 0);
  }

  /** What waited for the end of the interval is told, and the next one is told at once again. */
  private void passAnInterval() {
    assertThat(backend.work(backend.queue.takeAll(), 29_000)).isEmpty();
    backend.tables.put(
        "rooms",
        Row.of("room", "lobby")
            .with("shard_count", 1)
            .with("members", backend.tables.items("active_connections").size())
            .with("created_at", connectedAt));
  }

  private JsonObject send(String[] senderAndBody) {
    String body = senderAndBody[1];
    return body.contains("\"sendmessage\"")
            || body.contains("\"sendMessage\"")
            || body.contains("\"post\"")
        ? backend.send(senderAndBody[0], body)
        : backend.fallback(senderAndBody[0], body);
  }

  private void collectFrames() {
    for (String id : seen.keySet().stream().sorted().toList()) {
      List<String> frames = backend.callback.frames(id);
      frames
          .subList(seen.getOrDefault(id, 0), frames.size())
          .forEach(frame -> actual.add(id + " receives " + starred(frame)));
      seen.put(id, frames.size());
    }
  }

  private static String starred(String frame) {
    return frame
        .replaceAll("\\[[-0-9]{10}T[0-9:]{8}Z - UTC]", "[* - UTC]")
        .replaceAll("\"id\":\"[0-9A-Z]{26}\"", "\"id\":\"*\"")
        .replaceAll("\"sequence\":[0-9]+", "\"sequence\":\"*\"")
        .replaceAll("\"position\":\"[0-9A-Z]{18}\"", "\"position\":\"*\"")
        .replaceAll("\"(at|sent_at|connected_at)\":\"[^\"]*\"", "\"$1\":\"*\"");
  }

  private static List<String> read(String name) throws IOException {
    try (var in = TranscriptTest.class.getResourceAsStream(name)) {
      return new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .toList();
    }
  }
}
