package dev.chatctl.gateway.internal.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServiceIdsTest {
  @Test
  void aLongConnectionIdHasTwentyCharactersAndAShortOneSixteen() {
    assertThat(new ServiceIds(13).connectionId()).matches("[A-Za-z0-9_-]{18}==");
    assertThat(new ServiceIds(11).connectionId()).matches("[A-Za-z0-9_-]{15}=");
  }

  @Test
  void aMessageIdSharesTheTailOfItsConnection() {
    ServiceIds ids = new ServiceIds(13);
    String connection = ids.connectionId();
    String message = ids.messageId(connection);
    assertThat(message).hasSize(20).endsWith(connection.substring(9)).isNotEqualTo(connection);
  }

  @Test
  void aRequestIdHasSixteenCharactersAndOneEqualsSign() {
    assertThat(ServiceIds.requestId()).matches("[A-Za-z0-9_-]{15}=");
  }

  @Test
  void aTraceIdBeginsWithTheTimeInHexadecimalSeconds() {
    assertThat(ServiceIds.traceId(1_790_327_998_847L, "0a1b2c3d-4e5f-4a6b-8c7d-9e0f1a2b3c4d"))
        .isEqualTo("Root=1-6ab63cbe-4e5f4a6b8c7d9e0f1a2b3c4d");
  }

  @Test
  void idsNeverMeet() {
    ServiceIds ids = new ServiceIds(13);
    String connection = ids.connectionId();
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < 10_000; i++) {
      assertThat(seen.add(ids.messageId(connection))).isTrue();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "gbik1K9kzQAYKEilnA==, true",
    "L0SM9cOFvHcCIhw=, true",
    "gbik1K9-_QAYKEilnA==, true",
    "abc, false",
    "'', false",
    "gbik1K9kzQAYKEilnA, false",
    "gbik1K9k/QAYKEilnA==, false"
  })
  void tellsTheFormOfAnId(String text, boolean valid) {
    assertThat(ServiceIds.isConnectionId(text)).isEqualTo(valid);
  }
}
