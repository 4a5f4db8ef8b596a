package dev.chatctl.loadtest.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatctl.cli.HostileValues;
import dev.chatctl.cli.TestTerminal;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** No option of a verb takes what no number, length or time can be. */
class HostileValuesTest {
  @TempDir Path home;

  @ParameterizedTest
  @EnumSource(Scenario.class)
  void areRefusedByEveryScenario(Scenario scenario) {
    assertThat(
            refused(
                "loadtest " + scenario.verb() + " --url ws://127.0.0.1:1/",
                scenario == Scenario.RAMP ? "--clients" : "--steps"))
        .contains("--rate", "--deadline", "--payload", "--connect-rate");
  }

  @Test
  void areRefusedByCalibrate() {
    assertThat(refused("loadtest calibrate")).contains("--clients", "--seconds", "--delay");
  }

  private List<String> refused(String command, String... elsewhere) {
    return HostileValues.refused(
        () -> new TestTerminal(home, LoadTestProgram::run), command, elsewhere);
  }
}
