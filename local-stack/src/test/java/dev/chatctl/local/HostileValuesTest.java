package dev.chatctl.local;

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
            HostileValues.refused(() -> new TestTerminal(home, Local::run), "--stop-on-stdin-eof"))
        .contains("--port", "--page-port", "--timeout");
  }
}
