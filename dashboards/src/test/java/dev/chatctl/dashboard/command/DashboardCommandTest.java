package dev.chatctl.dashboard.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatctl.cli.TestTerminal;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DashboardCommandTest {
  @TempDir Path home;
  private String out = "";
  private String err = "";

  @Test
  void ourDashboardsPassTheCheck() {
    assertThat(run("check")).isZero();
    assertThat(out).isEmpty();
  }

  @Test
  void aProblemIsALineAndAnExitCode(@TempDir Path folder) throws Exception {
    Path file = Files.writeString(folder.resolve("a.json"), "{");
    assertThat(run("check", file.toString())).isEqualTo(5);
    assertThat(out).startsWith(file + ": (the whole dashboard): not JSON: ");
  }

  @Test
  void badOptionsAreToldWithTheRule() {
    assertThat(run("preview", "--port", "70000")).isEqualTo(2);
    assertThat(run("preview", "--dashboard", "money")).isEqualTo(2);
    assertThat(run("preview", "--from", "nowhere.json", "--out", "a.html")).isEqualTo(2);
    assertThat(run()).isEqualTo(2);
    assertThat(err)
        .contains("--port: 70000 (expected: 0 to 65535)")
        .contains("--dashboard: money (expected: one of [overview,")
        .contains("nowhere.json: no such file")
        .contains("missing required subcommand");
  }

  private int run(String... arguments) {
    TestTerminal.Result result = new TestTerminal(home, DashboardCommand::run).run(arguments);
    out = result.out();
    err += result.err();
    return result.exitCode();
  }
}
