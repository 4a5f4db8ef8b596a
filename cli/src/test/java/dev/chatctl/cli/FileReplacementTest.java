package dev.chatctl.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileReplacementTest {
  @TempDir Path folder;

  @Test
  void writesThroughLinksAndKeepsPermissions() throws Exception {
    Path target = Files.writeString(Files.createDirectory(folder.resolve("real")).resolve("a"), "");
    Files.setPosixFilePermissions(target, PosixFilePermissions.fromString("rw-r--r--"));
    Path near = Files.createSymbolicLink(folder.resolve("near"), Path.of("real", "a"));
    Path link = Files.createSymbolicLink(folder.resolve("link"), near);

    replace(link, "new");

    assertThat(link).isSymbolicLink();
    assertThat(near).isSymbolicLink();
    assertThat(target).hasContent("new");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(target)))
        .isEqualTo("rw-r--r--");
    assertThat(names(folder)).containsExactlyInAnyOrder("link", "near", "real");
    assertThat(names(folder.resolve("real"))).containsExactly("a");
  }

  @Test
  void makesTheFileThatALinkLeadsTo() throws Exception {
    Path link = Files.createSymbolicLink(folder.resolve("link"), Path.of("later"));

    replace(link, "new");

    assertThat(link).isSymbolicLink();
    assertThat(folder.resolve("later")).hasContent("new");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(link)))
        .isEqualTo("rw-------");
  }

  @Test
  void leavesWhatIsThereUntilItIsComplete() throws Exception {
    Path file = Files.writeString(folder.resolve("file"), "old");

    try (FileReplacement dropped = FileReplacement.of(file)) {
      Files.writeString(dropped.partial(), "half");
      assertThat(file).hasContent("old");
    }

    assertThat(file).hasContent("old");
    assertThat(names(folder)).containsExactly("file");
  }

  @Test
  void refusesLinksInACircle() throws Exception {
    Path link = Files.createSymbolicLink(folder.resolve("a"), Path.of("b"));
    Files.createSymbolicLink(folder.resolve("b"), Path.of("a"));

    assertThatThrownBy(() -> FileReplacement.of(link))
        .isInstanceOf(FileSystemException.class)
        .hasMessageContaining("too many links");
  }

  private static void replace(Path file, String content) throws IOException {
    try (FileReplacement replacement = FileReplacement.of(file)) {
      Files.writeString(replacement.partial(), content);
      replacement.complete();
    }
  }

  private static Stream<String> names(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).toList().stream();
    }
  }
}
