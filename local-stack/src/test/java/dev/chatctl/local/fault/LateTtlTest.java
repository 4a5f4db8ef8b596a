package dev.chatctl.local.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class LateTtlTest {
  private static final Instant NOON = Instant.parse("2026-11-20T12:00:00.250Z");

  private static final String ROW =
      "{\"TableName\":\"t\",\"Item\":{\"room_shard\":{\"S\":\"lobby#3\"},"
          + "\"connection_id\":{\"S\":\"%s\"},\"connected_at\":{\"S\":\"%s\"},"
          + "\"expires_at\":{\"N\":\"%d\"}}}";

  @Test
  void whatIsLeftIsAnotherConnectionOfThatRoomAndLongOver() {
    String arrival = ROW.formatted("abc=", "2026-11-20T12:00:00Z", 1_795_000_000);

    String left = LateTtl.expired(arrival, NOON);

    assertThat(left)
        .isEqualTo(
            ROW.formatted(
                "late-ttl-abc=",
                "2026-11-18T12:00:00Z",
                Instant.parse("2026-11-20T11:00:00Z").getEpochSecond()));
  }
}
