package dev.chatctl.admin.startup;

import dev.chatctl.admin.Admin;
import dev.chatctl.cli.Interrupt;
import dev.chatctl.cli.Surroundings;
import dev.chatctl.cli.Terminals;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;

/**
 * What {@code chatctl --help} prints, once for each width of a terminal and once more in colour:
 * the launcher shows the file {@code COLUMNS} or {@code COLUMNS-colour} without starting a JVM.
 */
final class RootHelp {
  static final int NARROWEST = 60;
  static final int WIDEST = 100;

  private RootHelp() {}

  static void write(Path folder) throws IOException {
    Files.createDirectories(folder);
    for (int columns = NARROWEST; columns <= WIDEST; columns++) {
      write(folder.resolve(String.valueOf(columns)), columns, "never");
      write(folder.resolve(columns + "-colour"), columns, "always");
    }
  }

  private static void write(Path file, int columns, String colour) throws IOException {
    try (OutputStream out = Files.newOutputStream(file)) {
      var surroundings =
          new Surroundings(
              InputStream.nullInputStream(),
              out,
              OutputStream.nullOutputStream(),
              new Terminals(false, false, false, columns),
              Map.of(),
              file.resolveSibling("home"),
              InstantSource.system(),
              new Interrupt());
      int code = Admin.run(surroundings, "--color", colour, "--help");
      if (code != 0) {
        throw new IOException("the root's help: exit code " + code);
      }
    }
  }
}
