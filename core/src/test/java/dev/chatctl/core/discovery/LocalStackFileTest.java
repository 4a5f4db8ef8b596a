package dev.chatctl.core.discovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalStackFileTest {
  /** No process has it: the kernel's highest is far below. */
  private static final long NO_PROCESS = 999_999_999;

  @TempDir private Path folder;
  private LocalStackFile file;

  @BeforeEach
  void find() {
    file =
        LocalStackFile.of(
            Map.of("XDG_RUNTIME_DIR", folder.toString()), System.getProperty("user.name"));
  }

  @Test
  void nothingIsFoundWhereNothingWasWritten() throws IOException {
    assertThat(file.read()).isEmpty();
  }

  @Test
  void whatAProcessWroteIsFoundUntilItTakesItBack() throws IOException {
    file.write("{\"region\": \"here\"}");
    assertThat(region()).isEqualTo("here");

    file.remove();
    assertThat(file.read()).isEmpty();
  }

  @Test
  void aStackThatEndsLeavesTheOthersFound() throws IOException {
    file.write("{\"region\": \"second\"}");
    long other = ProcessHandle.current().parent().orElseThrow().pid();
    Path first = other(other, "{\"region\": \"first\"}");
    Files.setLastModifiedTime(first, FileTime.from(Instant.EPOCH));
    assertThat(region()).isEqualTo("second");

    file.remove();
    assertThat(region()).isEqualTo("first");
  }

  @Test
  void whatAKilledStackLeftIsRemoved() throws IOException {
    file.write("{}");
    Path left = other(NO_PROCESS, "{\"region\": \"gone\"}");

    assertThat(file.read()).isPresent();
    assertThat(left).doesNotExist();
  }

  @Test
  void aBrokenFileIsNamed() throws IOException {
    file.write("{");

    assertThatThrownBy(() -> file.read())
        .isInstanceOf(IOException.class)
        .hasMessageContaining("local-" + ProcessHandle.current().pid() + ".json: ");
  }

  private String region() throws IOException {
    return file.read().orElseThrow().string("region").orElseThrow();
  }

  private Path other(long pid, String json) throws IOException {
    return Files.writeString(file.path().resolve("local-" + pid + ".json"), json);
  }
}
