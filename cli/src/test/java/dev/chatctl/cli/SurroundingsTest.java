package dev.chatctl.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SurroundingsTest {
  @Test
  void isAtHomeWhereHomeSays() {
    assertThat(Surroundings.home(Map.of("HOME", "/else"), "/entry")).isEqualTo(Path.of("/else"));
    assertThat(Surroundings.home(Map.of("HOME", ""), "/entry")).isEqualTo(Path.of("/entry"));
    assertThat(Surroundings.home(Map.of(), "/entry")).isEqualTo(Path.of("/entry"));
  }
}
