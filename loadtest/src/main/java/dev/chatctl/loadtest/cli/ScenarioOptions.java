package dev.chatctl.loadtest.cli;

import dev.chatctl.cli.value.Rate;
import java.time.Duration;
import java.util.List;
import picocli.CommandLine.Option;

/** Options that one scenario each has. */
@SuppressWarnings("NullAway.Init") // injected by picocli
final class ScenarioOptions {
  @Option(
      names = "--steps",
      paramLabel = "N",
      split = ",",
      defaultValue = "100,200,400,800,1600",
      description = "Listeners of each step of a ramp (default: ${DEFAULT-VALUE}).")
  List<Integer> steps;

  @Option(
      names = "--readers",
      paramLabel = "N",
      defaultValue = "0",
      description = "Connections that read the history (default: ${DEFAULT-VALUE}).")
  int readers;

  @Option(
      names = "--read-rate",
      paramLabel = "N/s",
      defaultValue = "1",
      description = "History requests per second of each reader (default: ${DEFAULT-VALUE}).")
  Rate readRate;

  @Option(
      names = "--storm-at",
      paramLabel = "LENGTH",
      defaultValue = "5s",
      converter = RunOptions.Seconds.class,
      description = "When everybody is cut off, from the start on (default: ${DEFAULT-VALUE}).")
  Duration stormAt;

  @Option(
      names = "--storm-rate",
      paramLabel = "N/s",
      defaultValue = "500",
      description =
          "Reconnects per second after that; API Gateway's quota is 500 (default:"
              + " ${DEFAULT-VALUE}).")
  Rate stormRate;
}
