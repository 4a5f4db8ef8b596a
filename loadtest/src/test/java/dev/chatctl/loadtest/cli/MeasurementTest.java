package dev.chatctl.loadtest.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class MeasurementTest {
  private final Cli cli = new Cli();

  @Test
  void goesOnWithoutAGatlingThatDoesNotEnd() throws Exception {
    Measurement.awaitEnd(new CompletableFuture<>(), Duration.ofMillis(1), cli.host().err());

    assertThat(cli.err()).contains("Gatling has not ended: ");
  }

  @Test
  void saysNothingOfAGatlingThatEnds() throws Exception {
    Measurement.awaitEnd(
        CompletableFuture.completedFuture(null), Duration.ofMinutes(1), cli.host().err());

    assertThat(cli.err()).isEmpty();
  }
}
