package dev.chatctl.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LauncherTest {
  private static final Path LAUNCHER = Path.of("..", "chatctl").toAbsolutePath().normalize();

  @TempDir Path folder;

  @Test
  void namesWhatToInstallWhenThereIsNoJdk() throws Exception {
    Outcome outcome = launch(Map.of("CHATCTL_JDK_FOLDER", folder.toString()), "local");

    assertThat(outcome.exitCode()).isEqualTo(2);
    assertThat(outcome.output())
        .contains("no JDK 21 or newer found (found: none)", "openjdk-21-jdk", "JAVA_HOME")
        .hasLineCount(2);
  }

  @Test
  void saysWhichTooOldJdkItFound() throws Exception {
    Path jdk = fakeJdk("old", "17.0.15");

    Outcome outcome =
        launch(
            Map.of("CHATCTL_JDK_FOLDER", folder.resolve("none").toString(), "JAVA_HOME", jdk + ""),
            "local");

    assertThat(outcome.exitCode()).isEqualTo(2);
    assertThat(outcome.output()).contains("(found: 17)");
  }

  private Path fakeJdk(String name, String version) throws Exception {
    Path jdk = folder.resolve(name);
    executable(Files.createDirectories(jdk.resolve("bin")).resolve("java"), "exit 1");
    Files.writeString(jdk.resolve("release"), "JAVA_VERSION=\"" + version + "\"\n");
    return jdk;
  }

  private static void executable(Path file, String line) throws Exception {
    Files.writeString(file, "#!/bin/sh\n" + line + "\n");
    assertThat(file.toFile().setExecutable(true)).isTrue();
  }

  /** Runs the launcher with a PATH that holds the shell's tools but no java. */
  private Outcome launch(Map<String, String> environment, String... arguments) throws Exception {
    Path tools = Files.createDirectories(folder.resolve("tools"));
    for (String tool : List.of("bash", "dirname", "readlink")) {
      for (Path bin : List.of(Path.of("/bin"), Path.of("/usr/bin"))) {
        if (Files.isExecutable(bin.resolve(tool)) && !Files.exists(tools.resolve(tool))) {
          executable(tools.resolve(tool), "exec " + bin.resolve(tool) + " \"$@\"");
        }
      }
    }
    var builder = new ProcessBuilder(LAUNCHER.toString()).redirectErrorStream(true);
    builder.command().addAll(List.of(arguments));
    builder.environment().remove("JAVA_HOME");
    builder.environment().put("PATH", tools.toString());
    builder.environment().putAll(environment);
    Process process = builder.start();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    return new Outcome(process.exitValue(), output);
  }

  private record Outcome(int exitCode, String output) {}
}
