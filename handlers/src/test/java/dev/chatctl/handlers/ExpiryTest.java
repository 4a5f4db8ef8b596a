package dev.chatctl.handlers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatctl.core.definition.ApiDefinition;
import dev.chatctl.core.moderation.AuditEntry;
import dev.chatctl.core.moderation.ModerationRule;
import dev.chatctl.core.moderation.ModerationTable;
import dev.chatctl.core.table.Row;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Everything that is written down expires, and what should have is passed over. */
class ExpiryTest {
  private static final String SAY = "{\"action\":\"sendmessage\",\"message\":\"hi\"}";

  private final TestBackend backend = new TestBackend(Map.of("FAN_OUT_INLINE_LIMIT", "2"));

  @AfterEach
  void close() {
    backend.close();
  }

  @Test
  void everyRowOfEveryTableHasAnEnd() {
    Instant longAgo = Instant.now().minusSeconds(60);
    backend.connect("a=", Map.of(), longAgo);
    backend.connect("b=", Map.of(), longAgo);
    backend.send("a=", SAY.replace("}", ",\"client_message_id\":\"1\"}"));
    backend.fallback("a=", SAY.replace("sendmessage\"", "direct\",\"to\":\"b=\""));
    backend.connect("c=", Map.of(), longAgo);
    backend.send("a=", SAY);
    backend.work(backend.queue.takeAll(), 29_000);
    backend.disconnect("c=", longAgo, 1000, "");

    long now = Instant.now().getEpochSecond();
    moderated(now);
    for (String table : ApiDefinition.load().tables().keySet()) {
      assertThat(backend.tables.items(table))
          .as(table)
          .isNotEmpty()
          .allSatisfy(
              row ->
                  assertThat(Long.parseLong(row.getOrDefault("expires_at", "0")))
                      .as("expires_at of %s", row)
                      .isBetween(now, now + Duration.ofDays(366).toSeconds()));
    }
  }

  /** What operators write. */
  private void moderated(long now) {
    var table = new ModerationTable(backend.tables.tables(), backend.tables.name("moderation"));
    Instant at = Instant.ofEpochSecond(now);
    var whom = new ModerationRule.Whom(Optional.of("ann"), Optional.empty());
    Optional<Instant> until = Optional.of(at.plusSeconds(60));
    table
        .make(
            new ModerationRule(
                ModerationRule.Kind.BAN, whom, Optional.empty(), until, Optional.empty(), "op", at))
        .join();
    table
        .note(
            new AuditEntry(at, "op", "ban", "ann", Optional.of("ann"), Optional.empty()),
            Duration.ofDays(30))
        .join();
  }

  @Test
  void whatIsKeptForHowLongIsASetting() {
    try (var other =
        new TestBackend(Map.of("MESSAGE_RETENTION_DAYS", "3", "SESSION_RETENTION_DAYS", "90"))) {
      Instant now = Instant.now();
      other.connect("a=", Map.of(), now.minusSeconds(60));
      other.send("a=", SAY);
      assertThat(days(other.messages().getFirst(), now)).isEqualTo(3);
      assertThat(days(other.tables.items("session_history").getFirst(), now)).isEqualTo(90);
      assertThat(days(other.tables.items("rooms").getFirst(), now)).isEqualTo(8);
    }
  }

  private static long days(Map<String, String> row, Instant now) {
    long seconds = Long.parseLong(row.getOrDefault("expires_at", "0")) - now.getEpochSecond();
    return Math.round(seconds / 86_400.0);
  }

  /** In a silent room nobody else finds them; there are more of them than a broadcast ends. */
  @Test
  void theReaperClosesWhoseTokenExpired() {
    Instant longAgo = Instant.now().minusSeconds(600);
    List<String> over = IntStream.range(0, 15).mapToObj(i -> "over" + i + "=").toList();
    over.forEach(id -> expiring(id, longAgo, longAgo.plusSeconds(300)));
    expiring("valid=", longAgo, Instant.now().plusSeconds(300));
    backend.connect("guest=", Map.of(), longAgo);

    backend.reap();

    assertThat(backend.callback.closed()).containsExactlyInAnyOrderElementsOf(over);
    assertThat(backend.tables.items("active_connections"))
        .extracting(row -> row.get("connection_id"))
        .containsExactlyInAnyOrder("valid=", "guest=");
    assertThat(backend.tables.items("session_history"))
        .filteredOn(row -> row.getOrDefault("connection_id", "").startsWith("over"))
        .hasSize(15)
        .allSatisfy(row -> assertThat(row).containsEntry("close_reason", "token expired"));
  }

  private void expiring(String id, Instant connectedAt, Instant at) {
    var authorized = Map.of("user_id", "ann", "expires_at", Long.toString(at.getEpochSecond()));
    backend.connectAs(id, connectedAt, authorized);
  }

  /** Tables keep for days what has expired. */
  @ParameterizedTest
  @ValueSource(strings = {"sendmessage", "direct"})
  void aClientsOwnIdIsFreeAgainWhenItHasExpired(String action) {
    backend.connect("a=", Map.of(), Instant.now().minusSeconds(60));
    String request =
        "{\"action\":\"%s\",\"to\":\"a=\",\"message\":\"hi\",\"client_message_id\":\"1\"}"
            .formatted(action);
    for (String duplicate : List.of("false", "true")) {
      assertThat(backend.fallback("a=", request).string("body"))
          .get()
          .asString()
          .contains("\"duplicate\":" + duplicate);
    }

    expireClientIds();

    assertThat(backend.fallback("a=", request).string("body"))
        .get()
        .asString()
        .contains("\"duplicate\":false");
    assertThat(backend.callback.frames("a=")).hasSize(2);
  }

  private void expireClientIds() {
    for (Map<String, String> item : backend.tables.items("message_history")) {
      if (item.getOrDefault("room_bucket", "").startsWith("client-id#")) {
        Row expired = Row.EMPTY;
        for (Map.Entry<String, String> value : item.entrySet()) {
          expired = expired.with(value.getKey(), value.getValue());
        }
        expired = expired.with("expires_at", 1);
        backend.tables.put("message_history", expired);
      }
    }
  }

  @Test
  void aRowThatOutlivedItsConnectionIsNotTold() {
    backend.connect("old=", Map.of(), Instant.now().minus(Duration.ofHours(3)));
    backend.connect("new=", Map.of());
    backend.send("new=", SAY);
    assertThat(backend.callback.frames("new=")).hasSize(1);
    assertThat(backend.callback.frames("old=")).isEmpty();
  }
}
