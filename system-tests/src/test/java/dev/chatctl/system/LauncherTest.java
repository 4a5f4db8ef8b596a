package dev.chatctl.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.chatctl.cli.process.ChildProcess;
import dev.chatctl.cli.testing.Finished;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The launcher in a project of its own, whose Maven and JDK only tell what they were asked. */
class LauncherTest {
  /** Tells of each build, and makes what the launcher looks for; waits for and fails by files. */
  private static final String MAVEN =
      """
      echo "$*" >>built
      while [ -e wait ]; do sleep 0.1; done
      if [ -e fail ]; then echo '[ERROR] it does not compile'; exit 1; fi
      mkdir -p admin-cli/target/lib
      """;

  private static final String JAVA = "for argument in \"$@\"; do echo \"<$argument>\"; done";

  @TempDir Path folder;
  private Path home;
  private Path maven;
  private Path jdk;

  @BeforeEach
  void aProjectInAFolderWithABlank() throws IOException {
    home = Files.createDirectory(folder.resolve("a project"));
    Files.copy(Modules.PROJECT.resolve("chatctl"), home.resolve("chatctl"));
    for (String file :
        List.of("pom.xml", "infra/chat-api.json", "admin-cli/pom.xml", "admin-cli/jvm.options")) {
      Path path = home.resolve(file);
      Files.createDirectories(path.getParent());
      Files.createFile(path);
    }
    Files.createDirectories(home.resolve("admin-cli/src/main"));
    Files.createDirectories(home.resolve("cli/src/main"));
    Files.createDirectories(home.resolve("core/src/main"));
    maven = Files.createDirectory(folder.resolve("maven"));
    executable(maven.resolve("mvn"), MAVEN);
    jdk = jdk("jdk", "21.0.9", JAVA);
  }

  @Test
  void namesWhatToInstallWhenThereIsNoJdk() throws Exception {
    Finished ended = ended(launch(Map.of("CHATCTL_JDK_FOLDER", folder + "/none"), "local"));

    assertThat(ended.exitCode()).isEqualTo(2);
    assertThat(ended.output())
        .contains("no JDK 21 or newer found (found: none)", "openjdk-21-jdk", "JAVA_HOME")
        .hasLineCount(2);
  }

  @Test
  void saysWhichTooOldJdkItFound() throws Exception {
    Path old = jdk("old", "17.0.15", "exit 1");

    Finished ended =
        ended(
            launch(
                Map.of("CHATCTL_JDK_FOLDER", folder + "/none", "JAVA_HOME", old.toString()),
                "local"));

    assertThat(ended.exitCode()).isEqualTo(2);
    assertThat(ended.output()).contains("(found: 17)");
  }

  @Test
  void handsArgumentsOverAsTheyAre() throws Exception {
    Finished ended = ended(launch("post", "an id", "it's \"so\" $HOME", "*", ""));

    assertThat(ended.exitCode()).isZero();
    assertThat(ended.output())
        .contains(
            "<@" + home + "/admin-cli/jvm.options>",
            "<post>\n<an id>\n<it's \"so\" $HOME>\n<*>\n<>\n");
  }

  @ParameterizedTest
  @CsvSource({"C, C.UTF-8", "POSIX, C.UTF-8", "'', C.UTF-8", "de_DE.ISO-8859-1, de_DE.ISO-8859-1"})
  void readsArgumentsAsUtf8WhereTheLocaleSaysNothing(String locale, String seen) throws Exception {
    Path telling = jdk("telling", "21.0.9", "echo \"<${LC_ALL:-$LANG}>\"");

    Finished ended =
        ended(
            launch(
                Map.of(
                    "JAVA_HOME", telling.toString(), "LC_ALL", "", "LC_CTYPE", "", "LANG", locale),
                "who"));

    assertThat(ended.output()).contains("<" + seen + ">");
  }

  /** The next file that is opened would be taken for a closed stream, and be sent or written to. */
  @ParameterizedTest
  @ValueSource(strings = {"<&-", ">&-", "2>&-", "<&- >&- 2>&-"})
  void hasEachStreamOpen(String closing) throws Exception {
    Path seen = folder.resolve("seen");
    Path looking =
        jdk(
            "looking",
            "21.0.9",
            "for n in 0 1 2; do [ -e /dev/fd/$n ] && echo $n >&3; done 3>'" + seen + "'");

    ended(
        start(
            Map.of("JAVA_HOME", looking.toString()),
            List.of("sh", "-c", "exec \"$0\" who " + closing, home.resolve("chatctl").toString())));

    assertThat(seen).hasContent("0\n1\n2");
  }

  @Test
  void buildsOnceAndAgainWhenASourceIsNewer() throws Exception {
    ended(launch("who"));
    ended(launch("who"));

    assertThat(builds()).hasSize(1).first().asString().contains("-pl admin-cli -am package");

    Path source = Files.createFile(home.resolve("core/src/main/New.java"));
    Path stamp = home.resolve("admin-cli/target/chatctl.stamp");
    await()
        .until(
            () -> {
              Files.writeString(source, "new");
              return Files.getLastModifiedTime(source).compareTo(Files.getLastModifiedTime(stamp))
                  > 0;
            });
    ended(launch("who"));

    assertThat(builds()).hasSize(2);
  }

  @Test
  void aBuildThatFailedIsToldAndTriedAgain() throws Exception {
    Path fail = Files.createFile(home.resolve("fail"));

    Finished failed = ended(launch("who"));

    assertThat(failed.exitCode()).isEqualTo(1);
    assertThat(failed.output())
        .contains("[ERROR] it does not compile", "error: the build failed", "target/build.log")
        .doesNotContain("<who>");

    Files.delete(fail);

    assertThat(ended(launch("who")).output()).contains("<who>");
    assertThat(builds()).hasSize(2);
  }

  @Test
  void twoAtOnceBuildOnce() throws Exception {
    Path wait = Files.createFile(home.resolve("wait"));
    Launched first = launch("who");
    first.child().await(() -> Files.exists(home.resolve("built")));
    Launched second = launch("stats");
    second.child().await(() -> second.said().contains("Waiting for the build"));
    Files.delete(wait);

    assertThat(ended(first).output()).contains("<who>");
    assertThat(ended(second).output()).contains("<stats>");
    assertThat(builds()).hasSize(1);
    assertThat(home.resolve("target/build.lock")).doesNotExist();
  }

  @Test
  void aLockThatWasLeftBehindHoldsNobodyUp() throws Exception {
    Process gone = new ProcessBuilder("true").start();
    gone.waitFor();
    Files.createDirectory(home.resolve("target"));
    Files.createSymbolicLink(home.resolve("target/build.lock"), Path.of(Long.toString(gone.pid())));

    assertThat(ended(launch("who")).output()).contains("<who>").doesNotContain("Waiting");
  }

  private List<String> builds() throws IOException {
    return Files.readAllLines(home.resolve("built"));
  }

  private Path jdk(String name, String version, String java) throws IOException {
    Path made = folder.resolve(name);
    executable(Files.createDirectories(made.resolve("bin")).resolve("java"), java);
    Files.writeString(made.resolve("release"), "JAVA_VERSION=\"" + version + "\"\n");
    return made;
  }

  private static void executable(Path file, String script) throws IOException {
    Files.writeString(file, "#!/bin/sh\n" + script + "\n");
    assertThat(file.toFile().setExecutable(true)).isTrue();
  }

  private Launched launch(String... arguments) throws IOException {
    return launch(Map.of("JAVA_HOME", jdk.toString()), arguments);
  }

  /** Runs the launcher with a PATH that leads to our Maven and to no java. */
  private Launched launch(Map<String, String> environment, String... arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of(home.resolve("chatctl").toString()));
    command.addAll(List.of(arguments));
    return start(environment, command);
  }

  private Launched start(Map<String, String> environment, List<String> command) throws IOException {
    Path output = Files.createTempFile(folder, "output", ".txt");
    var builder = new ProcessBuilder(command);
    builder.environment().remove("JAVA_HOME");
    builder.environment().put("PATH", maven + ":" + tools());
    builder.environment().putAll(environment);
    return new Launched(ChildProcess.start(builder, "the launcher did not end", output), output);
  }

  /** The tools that the launcher may use; JUnit would warn of links to them. */
  private Path tools() throws IOException {
    Path tools = Files.createDirectories(folder.resolve("tools"));
    for (String tool :
        List.of(
            "sh",
            "cat",
            "find",
            "grep",
            "head",
            "ln",
            "mkdir",
            "mv",
            "readlink",
            "rm",
            "sleep",
            "tee",
            "touch",
            "tr")) {
      for (Path bin : List.of(Path.of("/bin"), Path.of("/usr/bin"))) {
        if (Files.isExecutable(bin.resolve(tool)) && !Files.exists(tools.resolve(tool))) {
          executable(tools.resolve(tool), "exec " + bin.resolve(tool) + " \"$@\"");
        }
      }
    }
    return tools;
  }

  private static Finished ended(Launched launched) throws Exception {
    try (ChildProcess child = launched.child()) {
      int exitCode = child.awaitEnd();
      return new Finished(exitCode, launched.said());
    }
  }

  private record Launched(ChildProcess child, Path output) {
    String said() throws IOException {
      return Files.readString(output);
    }
  }
}
