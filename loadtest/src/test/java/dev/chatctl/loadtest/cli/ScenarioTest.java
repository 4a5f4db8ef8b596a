package dev.chatctl.loadtest.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatctl.loadtest.simulation.StandaloneSimulation;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What every scenario has, the next one too. */
class ScenarioTest {
  private final Cli cli = new Cli();

  @ParameterizedTest
  @EnumSource
  void isAVerbThatExplainsItself(Scenario scenario) {
    assertThat(cli.run("loadtest", scenario.verb(), "--help")).isZero();

    assertThat(cli.out().replaceAll("\\s+", " ")).contains(scenario.description());
  }

  /** A ramp is several runs, which Gatling has no simulation for. */
  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "RAMP")
  void isASimulationThatGatlingStarts(Scenario scenario) throws ClassNotFoundException {
    String name =
        Arrays.stream(scenario.verb().split("-"))
            .map(word -> Character.toUpperCase(word.charAt(0)) + word.substring(1))
            .collect(Collectors.joining());

    assertThat(Class.forName("dev.chatctl.loadtest.simulation." + name + "Simulation"))
        .isAssignableTo(StandaloneSimulation.class);
  }
}
