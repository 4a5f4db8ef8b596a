package dev.chatctl.dashboard.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatctl.cli.HostileValues;
import dev.chatctl.cli.TestTerminal;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HostileValuesTest {
  @TempDir Path home;

  @Test
  void areRefusedWithTheValueAndTheRule() {
    assertThat(
            HostileValues.refused(() -> new TestTerminal(home, DashboardCommand::run), "preview"))
        .contains("--port");
  }
}
