package dev.chatctl.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PrintableUrlTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "ws://host:1/stage?token=hunter2",
        "ws://host:1/stage#hunter2",
        "ws://ann:hunter2@host:1/stage",
        "ws://hunter2@host:1/stage?a=b@c",
        "ws://ann:hunter@hunter2@host:1/stage",
        "ws://host:1/stage?to ken=\nhunter2",
        "ws://host:1/stage",
      })
  void tellsNoSecret(String url) {
    assertThat(PrintableUrl.of(url)).isEqualTo("ws://host:1/stage");
  }

  @ParameterizedTest
  @ValueSource(strings = {"ws://host/a@b", "mailto:ann", "", "a b"})
  void leavesTheRest(String url) {
    assertThat(PrintableUrl.of(url)).isEqualTo(url);
  }
}
