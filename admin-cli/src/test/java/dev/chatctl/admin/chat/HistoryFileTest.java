package dev.chatctl.admin.chat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatctl.cli.Interrupt;
import dev.chatctl.cli.Surroundings;
import dev.chatctl.cli.Terminals;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who may read what was typed. */
class HistoryFileTest {
  @TempDir Path home;

  @Test
  void isReadableByItsWriterOnly() throws Exception {
    Path file = HistoryFile.open(surroundings());

    assertThat(permissions(file)).isEqualTo("rw-------");
    assertThat(permissions(home.resolve("state/chatctl"))).isEqualTo("rwx------");
  }

  @Test
  void isClosedToOthersWhenItWasOpen() throws Exception {
    Path file = HistoryFile.open(surroundings());
    Files.writeString(file, "hello\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));

    HistoryFile.open(surroundings());

    assertThat(permissions(file)).isEqualTo("rw-------");
    assertThat(file).hasContent("hello\n");
  }

  private static String permissions(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }

  private Surroundings surroundings() {
    return new Surroundings(
        InputStream.nullInputStream(),
        OutputStream.nullOutputStream(),
        OutputStream.nullOutputStream(),
        Terminals.NONE,
        Map.of("XDG_STATE_HOME", home.resolve("state").toString()),
        home,
        InstantSource.system(),
        new Interrupt());
  }
}
