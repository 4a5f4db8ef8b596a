package dev.chatctl.handlers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chatctl.core.settings.ConfigurationException;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PrimingTest {
  @Test
  void walksAVisitAndAJobThroughTheirHandlersWithoutASocket() throws Exception {
    // Port 1 answers nobody; there are no keys, as under SnapStart.
    var env =
        Map.of(
            "AWS_REGION", "eu-west-1",
            "AWS_ENDPOINT_URL", "http://127.0.0.1:1",
            "CALLBACK_ENDPOINT", "http://127.0.0.1:1/dev",
            "ACTIVE_CONNECTIONS_TABLE", "active",
            "SESSION_HISTORY_TABLE", "sessions",
            "MESSAGE_HISTORY_TABLE", "messages",
            "ROOMS_TABLE", "rooms",
            "LIMITS_TABLE", "limits",
            "MODERATION_TABLE", "moderation");
    assertThat(Priming.rehearse(env))
        .hasSize(5)
        .allSatisfy(
            answer ->
                assertThat(answer)
                    .matches("\\{\"statusCode\":200.*|\\{\"batchItemFailures\":\\[]}"));
  }

  @Test
  void aFaultyEnvironmentFailsBeforeTheSnapshotRatherThanAfter() {
    assertThatThrownBy(() -> Priming.rehearse(Map.of())).isInstanceOf(ConfigurationException.class);
  }
}
