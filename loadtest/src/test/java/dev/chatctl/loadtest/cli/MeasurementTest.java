package dev.chatctl.loadtest.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MeasurementTest {
  @TempDir private Path folder;
  private final Cli cli = new Cli();

  @Test
  void goesOnWithoutAGatlingThatDoesNotEnd() throws Exception {
    Measurement.awaitEnd(new CompletableFuture<>(), Duration.ofMillis(1), folder, cli.invocation());

    assertThat(cli.err()).contains("Gatling has not ended: ");
    assertThat(folder.resolve("threads.txt"))
        .content()
        .contains(Thread.currentThread().getName())
        .contains(Measurement.class.getName() + ".awaitEnd(");
  }

  @Test
  void saysNothingOfAGatlingThatEnds() throws Exception {
    Measurement.awaitEnd(
        CompletableFuture.completedFuture(null), Duration.ofMinutes(1), folder, cli.invocation());

    assertThat(cli.err()).isEmpty();
  }
}
