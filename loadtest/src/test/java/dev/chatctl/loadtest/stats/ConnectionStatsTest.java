package dev.chatctl.loadtest.stats;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class ConnectionStatsTest {
  private final ConnectionStats connections = new ConnectionStats(4);

  @Test
  void tellsHowManyThereAreAndWhyNotMore() throws InterruptedException {
    assertThat(connections.awaitSettled(0)).isPositive();
    connections.opened();
    connections.opened();
    connections.opened();
    connections.failed("HTTP 429");
    connections.closed("close code 1001");
    connections.closed("close code 1001");
    connections.cut("close code 1001");
    connections.cut("close code 1006");
    connections.cut("close code 1001");
    connections.left();
    connections.failedAgain("HTTP 503");
    connections.reopened();

    assertThat(connections.awaitSettled(0)).isZero();
    assertThat(connections.open()).isEqualTo(2);
    assertThat(connections.snapshot())
        .isEqualTo(
            new ConnectionStats.Snapshot(
                3,
                1,
                1,
                2,
                Map.of("HTTP 429", 1L, "HTTP 503", 1L),
                Map.of("close code 1001", 2L),
                new ConnectionStats.Cuts(
                    1, 3, Map.of("close code 1001", 2L, "close code 1006", 1L))));
    assertThat(connections.snapshot().handshakes()).isEqualTo(4);
  }
}
